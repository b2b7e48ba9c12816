/** The words of a change of address: asked here, confirmed in both mailboxes. */
import * as z from 'zod/mini'
import { endpoint, event, problem } from '#kernel/contract.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { Email, LinkExpired } from '../contract.ts'
import { ProofFields, proofProblems } from '../factors/contract.ts'

export const CHANGE_HOURS = 24

const Typed = z.string().check(z.minLength(1), z.maxLength(1000))
const Token = z.object({ token: Typed })
const Done = z.object({ done: z.literal(true) })
const installation = { scope: 'installation' } as const
const ofAccount = { ...installation, may: 'account' } as const
/** Each asks for two mails: few are enough for anybody. */
const few = { max: 5, windowMs: HOUR }
const many = { max: 120, windowMs: HOUR }

export const PendingChange = z.object({
  email: z.string(),
  /** A present address that was never confirmed need not confirm the change: it may be mistyped. */
  oldNeeded: z.boolean(),
  oldConfirmed: z.boolean(),
  newConfirmed: z.boolean(),
  expiresAt: Instant,
})
export type PendingChange = z.output<typeof PendingChange>

/** Somebody else has an account at this address since. */
export const AddressTaken = problem('identity/address-taken', 409)
export const SameAddress = problem('identity/same-address', 422)

export const readAddress = endpoint('GET /auth/address', {
  ...ofAccount,
  input: z.object({}),
  reply: z.object({
    email: z.string(),
    change: z.nullable(PendingChange),
  }),
})
/** The same answer whether the new address is known or not: its owner is told by mail. */
export const askAddressChange = endpoint('POST /auth/address', {
  secret: true,
  ...ofAccount,
  input: z.extend(ProofFields, { email: Email }),
  reply: Done,
  problems: [...proofProblems, SameAddress],
  status: 202,
  rate: few,
})
export const cancelAddressChange = endpoint('DELETE /auth/address', {
  ...ofAccount,
  input: z.object({}),
  reply: Done,
})
/** For the page behind the mailed link: what would change. */
export const previewAddressChange = endpoint('GET /auth/address/preview', {
  ...installation,
  may: 'anyone',
  input: Token,
  reply: z.object({ from: z.string(), to: z.string(), side: z.enum(['old', 'new']) }),
  problems: [LinkExpired],
  rate: many,
})
export const confirmAddressChange = endpoint('POST /auth/address/confirm', {
  ...installation,
  may: 'anyone',
  input: Token,
  /** Not yet: the other mailbox has not answered. */
  reply: z.object({ isChanged: z.boolean(), email: z.string() }),
  problems: [LinkExpired, AddressTaken],
  rate: many,
})
export const refuseAddressChange = endpoint('POST /auth/address/refuse', {
  ...installation,
  may: 'anyone',
  input: Token,
  reply: Done,
  problems: [LinkExpired],
  rate: many,
})

export const addressChangeAsked = event(
  'identity/address-change-asked',
  z.object({ changeId: z.uuid() }),
)
