/** The life of a ticket and its clock: no rows, the same in server and browser. */
import { machine } from '#kernel/machine.ts'
import { DAY, HOUR } from '#kernel/time.ts'
import {
  addWorkingTime,
  dayLength,
  type WorkingHours,
  workingTimeBetween,
} from '#core/calendar/contract.ts'

export const categories = ['general', 'technical', 'billing', 'order', 'account', 'other'] as const
export type Category = (typeof categories)[number]

/** From the least to the most pressing: the place in this list is what is sorted by. */
export const priorities = ['low', 'normal', 'high', 'urgent', 'critical'] as const
export type Priority = (typeof priorities)[number]
/** Whoever asks may not set above high. */
export const ownPriorities = ['low', 'normal', 'high'] as const

export const sources = ['web', 'agent', 'phone', 'email', 'visitor'] as const

export const ticketStates = [
  'open',
  'in-progress',
  'waiting',
  'resolved',
  'closed',
  'cancelled',
] as const
export type TicketState = (typeof ticketStates)[number]

/** `client` asked, `agent` answers for the house, `system` is the clock. */
export const ticketMachine = machine({
  name: 'ticket',
  states: ticketStates,
  initial: 'open',
  moves: {
    take: { from: ['open'], to: 'in-progress', by: ['agent'] },
    wait: { from: ['in-progress'], to: 'waiting', by: ['agent'] },
    resume: { from: ['waiting'], to: 'in-progress', by: ['client', 'agent'] },
    // Also from waiting: the client may have said on the telephone that it is done.
    resolve: { from: ['in-progress', 'waiting'], to: 'resolved', by: ['agent'] },
    close: { from: ['resolved'], to: 'closed', by: ['client', 'system'] },
    reopen: { from: ['resolved', 'closed'], to: 'open', by: ['client'] },
    cancel: {
      from: ['open', 'in-progress', 'waiting'],
      to: 'cancelled',
      by: ['client', 'agent'],
    },
  },
})

/** Somebody still has to do something. */
export const livingStates = ['open', 'in-progress', 'waiting'] as const
/** Here the clock runs: the house is at work, or should be. */
export const runningStates = ['open', 'in-progress'] as const

/** The time to ask how content somebody is. */
export const isDone = ({ state }: { state: TicketState }): boolean =>
  state === 'resolved' || state === 'closed'

export const CLOSE_AFTER_MS = 7 * DAY
/** So long an answer opens a closed ticket again; later it becomes a new one, linked to it. */
export const REOPEN_WITHIN_MS = 30 * DAY

/** What happens to a ticket, as its history has it. */
export const steps = [
  'opened',
  'take',
  'wait',
  'resume',
  'resolve',
  'close',
  'reopen',
  'cancel',
  'assigned',
  'priority',
  'category',
  'first-answer',
  'merged',
  'follows',
  'late',
] as const

// ── the clock ───────────────────────────────────────────────────────────────────────────────────

/** In working time: hours until the first public answer of a person, working days until it is resolved. */
export type Target = { priority: Priority; firstHours: number; resolveDays: number }

export const usualTargets: readonly Target[] = [
  { priority: 'low', firstHours: 48, resolveDays: 10 },
  { priority: 'normal', firstHours: 24, resolveDays: 5 },
  { priority: 'high', firstHours: 8, resolveDays: 3 },
  { priority: 'urgent', firstHours: 4, resolveDays: 2 },
  { priority: 'critical', firstHours: 1, resolveDays: 1 },
]

export type Interval = { fromAt: Date; untilAt: Date }

/** While a ticket waits for the client the clock stands still: what was allowed is longer by the working time that passed. */
export function dueOf(
  hours: WorkingHours,
  openedAt: Date,
  allowedMs: number,
  pauses: readonly Interval[],
): Date {
  const stood = pauses.reduce(
    (sum, { fromAt, untilAt }) => sum + workingTimeBetween(hours, fromAt, untilAt),
    0,
  )
  return addWorkingTime(hours, openedAt, allowedMs + stood)
}

export const firstAllowed = ({ firstHours }: Target) => firstHours * HOUR
/** A working day is as long as the house is open: one opened on Monday at two is due on Tuesday at two. */
export const resolveAllowed = ({ resolveDays }: Target, hours: WorkingHours) =>
  resolveDays * dayLength(hours)

/** Agents are warned when a quarter of the time is left. */
export const WARNED_AFTER = 0.75

/** Sorts after everything that is due. */
export const NEVER_DUE = new Date('9999-01-01T00:00:00.000Z')

// ── words ───────────────────────────────────────────────────────────────────────────────────────

export const MOST_TAGS = 10
export const MOST_LINKS = 10

/** Lower case, single spaces: «Facture  PDF» and «facture pdf» are one tag. */
export const tagOf = (typed: string): string => typed.trim().replaceAll(/\s+/gu, ' ').toLowerCase()

/** Without capitals and accents, to be searched; no longer than a title. */
export const folded = (text: string): string => {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return [...plain].slice(0, 255).join('')
}
