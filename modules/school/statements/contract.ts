/** The words of statements: how a balance came about, month by month, and the same as a file. */
import * as z from 'zod/mini'
import { download, endpoint } from '#kernel/contract.ts'
import { HOUR, Instant } from '#kernel/time.ts'

const Day = z.iso.date()
const period = { from: z.optional(Day), until: z.optional(Day) }

/** Days are the workspace's own; `until` is the last one. */
export const readHistory = endpoint('GET /statements/history', {
  may: 'exchange.read',
  input: z.object(period),
  reply: z.object({
    /** The balance before the first day of the period. */
    opening: z.int(),
    closing: z.int(),
    /** The last day of it: today, unless it was asked to end before. */
    ends: z.string(),
    /** The balance at the end of each day on which it moved. */
    days: z.array(z.object({ day: z.string(), balance: z.int() })),
    /** Units received for help and given for it; the other moves (grant, correction) are neither. */
    months: z.array(
      z.object({
        month: z.string(),
        earned: z.int(),
        spent: z.int(),
        other: z.int(),
        balance: z.int(),
      }),
    ),
    /** Limits of the account, and where the warning bands begin. */
    lowest: z.int(),
    highest: z.int(),
    lowWarning: z.int(),
    highWarning: z.int(),
  }),
})

const Language = z._default(z.enum(['fr', 'nl', 'en']), 'fr')
/** My transfers, oldest first, for a spreadsheet. */
export const downloadStatement = download('GET /statements/file', {
  may: 'exchange.read',
  input: z.object({ ...period, language: Language }),
  reply: z.unknown(),
  rate: { max: 30, windowMs: HOUR },
})

/** Public: who the exchange belongs to and what happened in it each month, in sums. */
export const readPublicHistory = endpoint('GET /statements/public', {
  may: 'anyone',
  input: z.object({}),
  reply: z.object({
    name: z.string(),
    /** Of the workspace; null is the product's own. */
    colour: z.nullable(z.string()),
    months: z.array(
      z.object({
        month: z.string(),
        /** Created by the community for newcomers, less what came back to it. */
        created: z.int(),
        exchanged: z.int(),
        transfers: z.int(),
        /** The community's account at the end of the month. */
        community: z.int(),
      }),
    ),
    checkedAt: Instant,
  }),
  rate: { max: 240, windowMs: HOUR },
})
/** Public: every settled transfer under pseudonyms, with the accounts' balances and their sum. */
export const downloadLedger = download('GET /statements/ledger', {
  may: 'anyone',
  input: z.object({ language: Language }),
  reply: z.unknown(),
  rate: { max: 20, windowMs: HOUR },
})
