/** The words of figures: how the work stands, what goes wrong where, and how long things take. */
import * as z from 'zod/mini'
import { download, endpoint, Ordinal } from '#kernel/contract.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { ExecutionState } from '../executions/contract.ts'

/** How far back is looked, in days. */
export const spans = [30, 90, 365] as const
const Days = z._default(z.int().check(z.minimum(1), z.maximum(366)), 90)

const Named = z.object({ id: z.uuid(), name: z.string(), count: Ordinal })

export const Figures = z.object({
  since: Instant,
  /** Of all times: what waits and runs does so whenever it began. */
  states: z.array(z.object({ state: ExecutionState, count: Ordinal })),
  late: Ordinal,
  followups: z.object({ open: Ordinal, overdue: Ordinal }),
  review: z.object({ versions: Ordinal, tips: Ordinal }),
  /** Of the days that were asked for, the most first. */
  nonconform: z.object({ sites: z.array(Named), equipment: z.array(Named) }),
  completed: Ordinal,
  abandoned: Ordinal,
  /** Of what was completed; null when nothing was. */
  meanMs: z.nullable(z.int()),
  /** Every month, also those in which nothing happened. */
  months: z.array(
    z.object({
      month: z.string(),
      completed: Ordinal,
      nonconform: Ordinal,
      meanMs: z.nullable(z.int()),
    }),
  ),
})
export type Figures = z.output<typeof Figures>

export const readFigures = endpoint('GET /figures', {
  may: 'figures.read',
  input: z.object({ days: Days }),
  reply: Figures,
})
/** One line for each execution, oldest first, for a spreadsheet. */
export const downloadFigures = download('GET /figures/file', {
  may: 'figures.read',
  input: z.object({ days: Days, language: z._default(z.enum(['fr', 'nl', 'en']), 'fr') }),
  reply: z.unknown(),
  rate: { max: 30, windowMs: HOUR },
})
