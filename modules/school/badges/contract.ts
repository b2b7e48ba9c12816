/** The words of payment by code: the receiver shows it, the payer's own camera opens it. */
import * as z from 'zod/mini'
import { VerifyFirst } from '#core/identity/contract.ts'
import { endpoint, NotFound, problem } from '#kernel/contract.ts'
import { Instant } from '#kernel/time.ts'
import {
  BalanceTooHigh,
  BalanceTooLow,
  LARGEST_TRANSFER,
  Party,
  SelfTransfer,
  Transfer,
} from '../exchange/contract.ts'

/** Long enough to take out a telephone and log in; the page shows a new one before it ends. */
export const CODE_MINUTES = 10

const Units = z.int().check(z.minimum(1), z.maximum(LARGEST_TRANSFER))
const Reason = z.string().check(z.trim(), z.maxLength(200))
/** What stands in the picture: a secret of 128 bits and nothing that could be changed. */
const Secret = z.string().check(z.regex(/^[\w-]{22}$/))

export const CodeExpired = problem('badges/code-expired', 409)
export const CodeUsed = problem('badges/code-used', 409)
export const UnitsMissing = problem('badges/units-missing', 422)
export const ReasonMissing = problem('badges/reason-missing', 422)

/** With an amount the code pays once; without one it is a badge that several may pay to until it expires. */
export const createCode = endpoint('POST /badges/codes', {
  may: 'exchange.transfer',
  input: z.object({
    id: z.optional(z.uuid()),
    units: z.optional(Units),
    reason: z._default(Reason, ''),
  }),
  reply: z.object({ id: z.uuid(), secret: z.string(), expiresAt: Instant }),
  status: 201,
  rate: { max: 120, windowMs: 600_000 },
})

const Arrival = z.object({ transferId: z.uuid(), name: z.string(), units: z.int(), at: Instant })
export type Arrival = z.output<typeof Arrival>

/** For who shows it: what has arrived by it, newest first. */
export const readCode = endpoint('GET /badges/codes/{codeId}', {
  may: 'exchange.read',
  input: z.object({ codeId: z.uuid() }),
  reply: z.object({ expiresAt: Instant, isUsed: z.boolean(), arrivals: z.array(Arrival) }),
  problems: [NotFound],
})

/** For who scanned it. `paidBefore` is the payment this code has already led to, when it was the reader's. */
export const readBadge = endpoint('GET /badges/scan', {
  may: 'exchange.read',
  input: z.object({ code: Secret }),
  reply: z.object({
    receiver: Party,
    units: z.nullable(z.int()),
    reason: z.string(),
    expiresAt: Instant,
    state: z.enum(['valid', 'expired', 'used', 'mine']),
    paidBefore: z.nullable(z.uuid()),
  }),
  problems: [NotFound],
})

/** Settles at once: showing the code was the receiver's yes. */
export const payBadge = endpoint('POST /badges/payments', {
  may: 'exchange.transfer',
  input: z.object({
    id: z.optional(z.uuid()),
    code: Secret,
    units: z.optional(Units),
    reason: z.optional(Reason),
  }),
  reply: Transfer,
  status: 201,
  problems: [
    NotFound,
    CodeExpired,
    CodeUsed,
    UnitsMissing,
    ReasonMissing,
    SelfTransfer,
    VerifyFirst,
    BalanceTooLow,
    BalanceTooHigh,
  ],
})
