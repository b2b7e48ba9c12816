/** The life of an announcement, when it leaves, in which language it is read: no rows, the same in server and browser. */
import {
  dayAfter,
  instantOf,
  isHoliday,
  wallTime,
  weekdayOf,
  type WorkingHours,
} from '#core/calendar/contract.ts'
import { machine } from '#kernel/machine.ts'
import { type Language, languages } from '#kernel/text.ts'
import { MINUTE } from '#kernel/time.ts'
import { isSchoolHoliday, type SchoolCalendar } from '../school-holidays/rules.ts'

export const announcementStates = [
  'draft',
  'to-validate',
  'scheduled',
  'sent',
  'cancelled',
] as const
export type AnnouncementState = (typeof announcementStates)[number]

/** `author` wrote it, `head` answers for what leaves in the house's name, `system` is the clock. */
export const announcementMachine = machine({
  name: 'announcement',
  states: announcementStates,
  initial: 'draft',
  moves: {
    submit: { from: ['draft'], to: 'to-validate', by: ['author'] },
    schedule: { from: ['draft'], to: 'scheduled', by: ['author', 'head'] },
    approve: { from: ['to-validate'], to: 'scheduled', by: ['head'] },
    refuse: { from: ['to-validate'], to: 'draft', by: ['head'] },
    takeBack: { from: ['to-validate', 'scheduled'], to: 'draft', by: ['author', 'head'] },
    cancel: {
      from: ['draft', 'to-validate', 'scheduled'],
      to: 'cancelled',
      by: ['author', 'head'],
    },
    send: { from: ['scheduled'], to: 'sent', by: ['system'] },
  },
})
/** Who receives it: roles of the workspace; none named is everybody. */
export const audiences = {
  everybody: [],
  team: ['owner', 'admin', 'staff'],
  members: ['member'],
} as const satisfies Record<string, readonly string[]>
export type Audience = keyof typeof audiences
export const audienceNames = Object.keys(audiences) as [Audience, ...Audience[]]

export const isAddressed = (audience: Audience, roles: readonly string[]): boolean => {
  const wanted: readonly string[] = audiences[audience]
  return wanted.length === 0 || roles.some((it) => wanted.includes(it))
}

// ── when it leaves ──────────────────────────────────────────────────────────────────────────────

/** Nobody's telephone rings then. Times are `19:00`, on the wall of the workspace's zone. */
export type QuietRules = {
  quietFrom: string
  quietUntil: string
  quietWeekends: boolean
  schoolCalendar: SchoolCalendar | null
}
/** From seven in the evening to seven in the morning, and at weekends. */
export const usualRules = {
  quietFrom: '19:00',
  quietUntil: '07:00',
  quietWeekends: true,
} as const

export type Quiet = 'hours' | 'weekend' | 'holiday' | 'school-holiday'
type Days = Pick<WorkingHours, 'timeZone' | 'country' | 'closedDays'>

/** Why nothing leaves at this moment; null: it may. */
export function quietAt(rules: QuietRules, days: Days, at: Date): Quiet | null {
  const { day, time } = wallTime(at, days.timeZone)
  return quietDay(rules, days, day) ?? (isQuietTime(rules, time) ? 'hours' : null)
}

function quietDay(rules: QuietRules, { country, closedDays }: Days, day: string): Quiet | null {
  if (isSchoolHoliday(rules.schoolCalendar, day)) return 'school-holiday'
  if (isHoliday(country, day) || closedDays.includes(day)) return 'holiday'
  return rules.quietWeekends && weekdayOf(day) > 5 ? 'weekend' : null
}

/** Equal ends: no hour is quiet. Turned round (19:00 to 07:00): the night. */
function isQuietTime({ quietFrom: from, quietUntil: until }: QuietRules, time: string): boolean {
  if (from === until) return false
  return from < until ? from <= time && time < until : time >= from || time < until
}

/** Longer than any summer; a calendar without a single open day is filled in wrong, and then it leaves at once. */
const MOST_STEPS = 400

/** The first moment from this one on at which nothing is quiet. */
export function leavesAt(rules: QuietRules, days: Days, from: Date): Date {
  const { timeZone } = days
  let at = from
  for (let i = 0; i < MOST_STEPS; i++) {
    const quiet = quietAt(rules, days, at)
    if (!quiet) return at
    const { day, time } = wallTime(at, timeZone)
    const isLate = quiet === 'hours' && time >= rules.quietUntil
    const next =
      quiet === 'hours'
        ? instantOf(isLate ? dayAfter(day) : day, rules.quietUntil, timeZone)
        : instantOf(dayAfter(day), '00:00', timeZone)
    // In the hour that autumn repeats, the wall's time may lie behind us.
    at = next > at ? next : new Date(at.getTime() + 15 * MINUTE)
  }
  return from
}

// ── in which language ───────────────────────────────────────────────────────────────────────────

export type Wording = { title: string; body: string }
export type Wordings = Partial<Record<Language, Wording>>

/** The reader's own language, else the house's, else the first there is. */
export function languageFor(texts: Wordings, reader: Language, house: Language): Language {
  const found = [reader, house, ...languages].find((it) => texts[it])
  if (!found) throw new Error('an announcement without words')
  return found
}
