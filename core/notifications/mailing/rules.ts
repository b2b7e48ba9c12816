/** When a mail about a notice may leave. Pure. */
import { dayAfter, instantOf, wallTime, weekdayOf } from '#core/calendar/contract.ts'
import { type Notice, type NoticeMail, noticeMails } from '#kernel/contract.ts'
import { DAY, HOUR, MINUTE } from '#kernel/time.ts'

/** What happens within a minute is one mail. */
export const GATHERED_MS = MINUTE
/** Who has the page open reads it there. */
export const SOON_MS = 5 * MINUTE
/** At most one mail about one thing in this time. */
export const ABOUT_MS = 15 * MINUTE
/** One budget for everything a person is told in a workspace: beyond it, what does not press waits. */
export const BUDGET = { mails: 4, withinMs: HOUR } as const

export type Quiet = { from: string | null; to: string | null; weekend: boolean }
export const HOUSE_QUIET: Quiet = { from: '21:00', to: '07:00', weekend: false }

export type Reading = {
  quiet: 'house' | 'own' | 'none'
  quietFrom: string | null
  quietTo: string | null
  quietWeekend: boolean
  digest: 'daily' | 'weekly'
  digestAt: string
}
/** For who has chosen nothing. */
export const USUAL_READING: Reading = {
  quiet: 'house',
  quietFrom: null,
  quietTo: null,
  quietWeekend: false,
  digest: 'daily',
  digestAt: '08:00',
}

export function quietOf(reading: Reading, house: Quiet): Quiet | null {
  if (reading.quiet === 'none') return null
  if (reading.quiet === 'house') return house
  const { quietFrom: from, quietTo: to, quietWeekend: weekend } = reading
  return { from, to, weekend }
}

/** What the person chose, else what the workspace chose for one of their roles, else the usual. */
export function mailOf(
  kind: Pick<Notice, 'legal' | 'mail'>,
  chosen: NoticeMail | null | undefined,
  forRoles: readonly NoticeMail[],
): NoticeMail {
  if (kind.legal) return 'now'
  if (chosen) return chosen
  const nearest = forRoles.map((it) => noticeMails.indexOf(it)).toSorted((a, b) => a - b)[0]
  return nearest === undefined ? kind.mail : noticeMails[nearest]!
}

const later = (a: Date, b: Date | undefined) => (b && b > a ? b : a)
const after = (at: Date, ms: number) => new Date(at.getTime() + ms)

/** The first moment from `at` on that is not quiet. */
export function endOfQuiet(at: Date, quiet: Quiet | null, timeZone: string): Date {
  if (!quiet) return at
  const { from, to, weekend } = quiet
  let moment = at
  // A night that touches a weekend that touches a night: more than four turns there are none.
  for (let turn = 0; turn < 5; turn++) {
    const { day, time } = wallTime(moment, timeZone)
    if (weekend && weekdayOf(day) >= 6) {
      moment = instantOf(dayAfter(day), '00:00', timeZone)
      continue
    }
    if (from === null || to === null || from === to) return moment
    const isOvernight = from > to
    const isEvening = time >= from
    const isQuiet = isOvernight ? isEvening || time < to : isEvening && time < to
    if (!isQuiet) return moment
    moment = instantOf(isOvernight && isEvening ? dayAfter(day) : day, to, timeZone)
  }
  return moment
}

/** The next time a digest is written after something has happened; weekly ones on Monday. */
export function nextDigest(
  at: Date,
  { digest, digestAt }: Pick<Reading, 'digest' | 'digestAt'>,
  timeZone: string,
): Date {
  const { day } = wallTime(at, timeZone)
  for (let days = 0; days <= 8; days++) {
    const on = dayAfter(day, days)
    const isDay = digest === 'daily' || weekdayOf(on) === 1
    const moment = instantOf(on, digestAt, timeZone)
    if (isDay && moment > at) return moment
  }
  return after(at, DAY)
}

export type Circumstances = {
  reading: Reading
  house: Quiet
  timeZone: string
  /** When the last mail spoke of the same thing. */
  lastAbout: Date | undefined
  /** Mails of the last hour, oldest first. */
  recent: readonly Date[]
}

/** Null: by no mail at all. */
export function dueAt(
  { createdAt }: { createdAt: Date },
  kind: Pick<Notice, 'legal' | 'priority'>,
  mail: NoticeMail,
  { reading, house, timeZone, lastAbout, recent }: Circumstances,
): Date | null {
  if (mail === 'never') return null
  const isUrgent = kind.priority === 'urgent' || kind.legal
  const first = {
    now: () => after(createdAt, isUrgent ? 0 : GATHERED_MS),
    soon: () => after(createdAt, SOON_MS),
    digest: () => nextDigest(createdAt, reading, timeZone),
  }[mail]()
  const apart = later(first, lastAbout && after(lastAbout, ABOUT_MS))
  if (isUrgent) return apart
  const spent = kind.priority === 'high' ? undefined : recent.at(-BUDGET.mails)
  const within = later(apart, spent && after(spent, BUDGET.withinMs))
  // A digest comes at the hour that was chosen for it.
  return mail === 'digest' ? within : endOfQuiet(within, quietOf(reading, house), timeZone)
}
