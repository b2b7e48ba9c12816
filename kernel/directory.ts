/** What the kernel must be able to look up at each request; core answers, app/ introduces them to each other. */
import type { Kysely } from 'kysely'
import type { Context, WorkspaceFacts } from './module.ts'

/** What a browser (cookie) or a script (bearer) shows to say who it is. */
export type Credential = { cookie?: string | undefined; bearer?: string | undefined }

/** What a script's token may do is less than its owner may: one workspace, reading alone, some permissions. */
export type Limits = {
  /** Null: every workspace of its owner. */
  workspaceId: string | null
  readsOnly: boolean
  /** Null: all those of its owner. */
  permissions: readonly string[] | null
}

export type Session = {
  /** The token's own id when there are limits. */
  sessionId: string
  accountId: string
  verified: boolean
  admin: boolean
  limits?: Limits | undefined
  /** Its last use was noted so long ago that it should be noted again. */
  isDue?: boolean | undefined
}
export type Membership = { id: string; roles: readonly string[]; active: boolean }

/** `mayWrite`: as an administrator of the workspace may; otherwise reading alone. */
export type SupportAccess = { mayWrite: boolean }

export type Directory = {
  /** Null when expired, revoked, unknown or its account is not active: one indexed read. */
  session(registry: Kysely<any>, credential: Credential, now: Date): Promise<Session | null>
  /** Which of these sessions still live: one read for all connections that stay open. */
  living(registry: Kysely<any>, sessions: readonly Session[], now: Date): Promise<Set<string>>
  /** Notes that a session is in use; called when it is due. */
  seen(registry: Kysely<any>, session: Session, now: Date): Promise<void>
  workspace(registry: Kysely<any>, slug: string): Promise<WorkspaceFacts | null>
  workspaceById(registry: Kysely<any>, id: string): Promise<WorkspaceFacts | null>
  workspaces(registry: Kysely<any>): Promise<WorkspaceFacts[]>
  /** The access that a workspace gives to administrators of the installation at this moment, if any. */
  support(namespace: Kysely<any>, now: Date): Promise<SupportAccess | null>
  /** Writes down that an account may be known in a workspace, before it acts there. Safe to repeat. */
  trace(registry: Context, trace: { accountId: string; workspaceId: string }): Promise<void>
  /** Read from the workspace's own members table. */
  member(namespace: Kysely<any>, accountId: string): Promise<Membership | null>
}
