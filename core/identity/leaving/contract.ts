/** The words of leaving for good, and of taking along what one has here. */
import * as z from 'zod/mini'
import { download, endpoint, event, type Facts, port, problem } from '#kernel/contract.ts'
import { HOUR } from '#kernel/time.ts'
import { ProofFields, proofProblems } from '../factors/contract.ts'

const Done = z.object({ done: z.literal(true) })
const ofAccount = { scope: 'installation', may: 'account' } as const

export const Belonging = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  /** Nobody else owns it: it has to be handed over or deleted first. */
  isLastOwner: z.boolean(),
})
export type Belonging = z.output<typeof Belonging>

/** Workspaces that would be left without an owner. */
export const StillOwner = problem<{ names: string }>('identity/still-owner', 409)

export const readLeaving = endpoint('GET /auth/leaving', {
  ...ofAccount,
  input: z.object({}),
  reply: z.object({
    email: z.string(),
    workspaces: z.array(Belonging),
  }),
})
/** Ends every session at once; what is left of the person is forgotten workspace by workspace in a job. */
export const leaveForGood = endpoint('POST /auth/leaving', {
  secret: true,
  ...ofAccount,
  input: ProofFields,
  reply: Done,
  problems: [...proofProblems, StillOwner],
  rate: { max: 20, windowMs: HOUR },
})
/** One JSON archive, written while it is read: nothing of it is kept here. */
export const exportMine = download('GET /auth/export', {
  ...ofAccount,
  input: z.object({}),
  reply: z.unknown(),
  rate: { max: 10, windowMs: HOUR },
})

export const departureAsked = event('identity/departure-asked', z.object({ accountId: z.uuid() }))

export type Gathered = { part: string; facts: Facts }
/** What no part can do alone: to see, gather and forget a person in every namespace. */
export type Belongings = {
  /** The workspaces somebody belongs to. */
  workspaces(accountId: string): Promise<Belonging[]>
  /** Ends one membership as its member would; false when nobody else owns the workspace. */
  leave(workspaceId: string, accountId: string): Promise<boolean>
  /** The workspaces whose data may know this account, also one that left years ago; in order, after `after`. */
  places(
    accountId: string,
    after: string | null,
  ): Promise<readonly { id: string; slug: string; name: string }[]>
  /** Null: the registry. */
  gather(workspaceId: string | null, accountId: string): Promise<Gathered[]>
  forget(workspaceId: string | null, accountId: string): Promise<void>
}
export const belongings = port<Belongings>('belongings')
