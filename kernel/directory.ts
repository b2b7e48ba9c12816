/** What the kernel must be able to look up at each request; core answers, app/ introduces them to each other. */
import type { Kysely } from 'kysely'
import type { WorkspaceFacts } from './module.ts'

/** What a browser (cookie) or a script (bearer) shows to say who it is. */
export type Credential = { cookie?: string | undefined; bearer?: string | undefined }

export type Session = {
  sessionId: string
  accountId: string
  verified: boolean
  admin: boolean
}
export type Membership = { id: string; roles: readonly string[]; active: boolean }

export type Directory = {
  /** Null when expired, revoked, unknown or its account is not active: one indexed read. */
  session(registry: Kysely<any>, credential: Credential, now: Date): Promise<Session | null>
  workspace(registry: Kysely<any>, slug: string): Promise<WorkspaceFacts | null>
  workspaceById(registry: Kysely<any>, id: string): Promise<WorkspaceFacts | null>
  workspaces(registry: Kysely<any>): Promise<WorkspaceFacts[]>
  /** Read from the workspace's own members table. */
  member(namespace: Kysely<any>, accountId: string): Promise<Membership | null>
}
