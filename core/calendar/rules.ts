/** Working time: holidays, hours and days, and how far they reach. No rows, no clock of its own; the same in server and browser. */
import { DAY, MINUTE } from '#kernel/time.ts'

export const countries = ['be', 'fr'] as const
export type Country = (typeof countries)[number]

/** When a workspace works. Days are `2026-11-21`, times `09:00`, both on the wall of its zone. */
export type WorkingHours = {
  timeZone: string
  /** Days of the week, 1 is Monday. */
  weekdays: readonly number[]
  opensAt: string
  closesAt: string
  /** Whose public holidays are days off; null: nobody's. */
  country: Country | null
  /** Days off of its own. */
  closedDays: readonly string[]
}

/** Monday to Friday, nine to six. */
export const usualHours = {
  weekdays: [1, 2, 3, 4, 5],
  opensAt: '09:00',
  closesAt: '18:00',
  closedDays: [],
} as const satisfies Partial<WorkingHours>

// ── days ────────────────────────────────────────────────────────────────────────────────────────

const noon = (day: string) => Date.parse(`${day}T12:00:00.000Z`)
export const dayAfter = (day: string, days = 1): string =>
  new Date(noon(day) + days * DAY).toISOString().slice(0, 10)
/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => new Date(noon(day)).getUTCDay() || 7
const yearOf = (day: string) => Number(day.slice(0, 4))

/** Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher). */
export function easterOf(year: number): string {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const moon = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const sunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - moon - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * moon + 22 * sunday) / 451)
  const sum = moon + sunday - 7 * late + 114
  const two = (it: number) => String(it).padStart(2, '0')
  return `${year}-${two(Math.floor(sum / 31))}-${two((sum % 31) + 1)}`
}

type Fixed = { name: HolidayName; on: string }
type Moving = { name: HolidayName; afterEaster: number }
export type HolidayName =
  | 'new-year'
  | 'easter-monday'
  | 'labour'
  | 'victory'
  | 'ascension'
  | 'whit-monday'
  | 'belgium'
  | 'france'
  | 'assumption'
  | 'all-saints'
  | 'armistice'
  | 'christmas'

const both: readonly (Fixed | Moving)[] = [
  { name: 'new-year', on: '01-01' },
  { name: 'easter-monday', afterEaster: 1 },
  { name: 'labour', on: '05-01' },
  { name: 'ascension', afterEaster: 39 },
  { name: 'whit-monday', afterEaster: 50 },
  { name: 'assumption', on: '08-15' },
  { name: 'all-saints', on: '11-01' },
  { name: 'armistice', on: '11-11' },
  { name: 'christmas', on: '12-25' },
]
/** Belgium: royal decree of 18 April 1974, article 1. France: labour code, L3133-1. */
const holidays: Record<Country, readonly (Fixed | Moving)[]> = {
  be: [...both, { name: 'belgium', on: '07-21' }],
  fr: [...both, { name: 'victory', on: '05-08' }, { name: 'france', on: '07-14' }],
}

export type Holiday = { day: string; name: HolidayName }

/** The public holidays of a year, in order. Ascension may fall on another one: both are named. */
export function holidaysOf(country: Country, year: number): Holiday[] {
  const easter = easterOf(year)
  return holidays[country]
    .map((it) => ({
      name: it.name,
      day: 'on' in it ? `${year}-${it.on}` : dayAfter(easter, it.afterEaster),
    }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

const known = new Map<string, ReadonlySet<string>>()
function holidaySet(country: Country, year: number): ReadonlySet<string> {
  const key = `${country}${year}`
  let days = known.get(key)
  if (!days) known.set(key, (days = new Set(holidaysOf(country, year).map((it) => it.day))))
  return days
}

export const isHoliday = (country: Country | null, day: string): boolean =>
  country !== null && holidaySet(country, yearOf(day)).has(day)

export type WorkingWeek = Pick<WorkingHours, 'weekdays' | 'country' | 'closedDays'>

export const isWorkingDay = ({ weekdays, country, closedDays }: WorkingWeek, day: string) =>
  weekdays.includes(weekdayOf(day)) && !isHoliday(country, day) && !closedDays.includes(day)

/** A year without a day of work is a calendar that was filled in wrong: nothing is looked for further. */
const FURTHEST_DAYS = 400

/** The first working day from this one on, itself included. */
export function workingDayFrom(week: WorkingWeek, day: string): string {
  let at = day
  for (let i = 0; !isWorkingDay(week, at); i++) {
    if (i > FURTHEST_DAYS) throw new Error('a calendar without working days')
    at = dayAfter(at)
  }
  return at
}

/** The `days`-th working day after this one; after 0 days, the day itself or the first working day after it. */
export function addWorkingDays(week: WorkingWeek, day: string, days: number): string {
  let at = days === 0 ? workingDayFrom(week, day) : day
  for (let left = days; left > 0; left--) at = workingDayFrom(week, dayAfter(at))
  return at
}

/** Working days after `from`, up to and with `until`; none when it is earlier. */
export function workingDaysBetween(week: WorkingWeek, from: string, until: string): number {
  let count = 0
  for (let at = dayAfter(from); at <= until; at = dayAfter(at)) if (isWorkingDay(week, at)) count++
  return count
}

// ── the clock on the wall ───────────────────────────────────────────────────────────────────────

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone)
  if (!clock) {
    const two = '2-digit' as const
    const parts = { year: 'numeric', month: two, day: two, hour: two, minute: two } as const
    clock = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', ...parts })
    clocks.set(timeZone, clock)
  }
  return clock
}

type WallTime = { day: string; time: string }

/** What calendar and clock on the wall say at an instant. */
export function wallTime(at: Date, timeZone: string): WallTime {
  const part: Record<string, string> = {}
  for (const { type, value } of clockOf(timeZone).formatToParts(at)) part[type] = value
  const { year, month, day, hour, minute } = part
  return { day: `${year!.padStart(4, '0')}-${month}-${day}`, time: `${hour}:${minute}` }
}

const asUtc = ({ day, time }: WallTime) => Date.parse(`${day}T${time}:00.000Z`)

/**
 * The instant at which the wall shows this. In the hour that spring leaves out it is the moment as far after the
 * change as the time says; of the hour that autumn repeats it is the first.
 */
export function instantOf(day: string, time: string, timeZone: string): Date {
  const wall = asUtc({ day, time })
  const offsetAt = (at: number) => asUtc(wallTime(new Date(at), timeZone)) - at
  // A day before and a day after lie on either side of a change: the earlier offset is tried first.
  const before = wall - offsetAt(wall - DAY)
  const after = wall - offsetAt(wall + DAY)
  const isShown = (at: number) => at + offsetAt(at) === wall
  return new Date(isShown(before) || !isShown(after) ? before : after)
}

// ── working time ────────────────────────────────────────────────────────────────────────────────

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** How long one working day is by the wall, in milliseconds: «two working days» are twice this. */
export const dayLength = ({ opensAt, closesAt }: Pick<WorkingHours, 'opensAt' | 'closesAt'>) =>
  (minutesOf(closesAt) - minutesOf(opensAt)) * MINUTE

function openingOf(hours: WorkingHours, day: string): { from: number; until: number } {
  const at = (time: string) => instantOf(day, time, hours.timeZone).getTime()
  return { from: at(hours.opensAt), until: at(hours.closesAt) }
}

/** The instant at which this much time of work has passed since `from`, in milliseconds; the time is truly elapsed, also across a change of clocks. */
export function addWorkingTime(hours: WorkingHours, from: Date, ms: number): Date {
  let left = ms
  let day = workingDayFrom(hours, wallTime(from, hours.timeZone).day)
  for (;;) {
    const opening = openingOf(hours, day)
    const begin = Math.max(opening.from, from.getTime())
    const here = opening.until - begin
    // At the very end of a day nothing is left of it: no time at all is then still today.
    if (here >= left && here >= 0) return new Date(begin + left)
    left -= Math.max(0, here)
    day = workingDayFrom(hours, dayAfter(day))
  }
}

/** Time of work between two instants, in milliseconds; none when the second is earlier. */
export function workingTimeBetween(hours: WorkingHours, from: Date, until: Date): number {
  if (until <= from) return 0
  const last = wallTime(until, hours.timeZone).day
  let sum = 0
  for (let day = wallTime(from, hours.timeZone).day; day <= last; day = dayAfter(day)) {
    if (!isWorkingDay(hours, day)) continue
    const opening = openingOf(hours, day)
    const begin = Math.max(opening.from, from.getTime())
    sum += Math.max(0, Math.min(opening.until, until.getTime()) - begin)
  }
  return sum
}
