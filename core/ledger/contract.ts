import * as z from 'zod/mini'
import { problem } from '#kernel/contract.ts'

/** Positions of one account: `posted` is settled, the held amounts are promised and not yet settled. */
export const Balance = z.object({
  accountId: z.uuid(),
  owner: z.string(),
  posted: z.int(),
  heldOut: z.int(),
  heldIn: z.int(),
  lowest: z.nullable(z.int()),
  highest: z.nullable(z.int()),
})
export type Balance = z.output<typeof Balance>

export const NoSuchAccount = problem('ledger/no-such-account', 404)
export const BalanceTooLow = problem<{ lowest: number }>('ledger/balance-too-low', 409)
export const BalanceTooHigh = problem<{ highest: number }>('ledger/balance-too-high', 409)
/** A transfer is written once per id, and a hold is settled or released once. */
export const TransferExists = problem('ledger/transfer-exists', 409)
export const NotHeld = problem('ledger/not-held', 409)
