import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '#kernel/time.ts'
import {
  addWorkingDays,
  addWorkingTime,
  countries,
  dayAfter,
  dayLength,
  easterOf,
  holidaysOf,
  instantOf,
  isHoliday,
  isWorkingDay,
  usualHours,
  wallTime,
  weekdayOf,
  type WorkingHours,
  workingDaysBetween,
  workingTimeBetween,
} from './rules.ts'

const brussels: WorkingHours = { ...usualHours, country: 'be', timeZone: 'Europe/Brussels' }
const paris: WorkingHours = { ...usualHours, country: 'fr', timeZone: 'Europe/Paris' }
const at = (day: string, time: string) => instantOf(day, time, 'Europe/Brussels')

test('Easter is where the tables of the church have it', () => {
  expect([1961, 2000, 2008, 2011, 2024, 2026, 2027, 2038, 2285].map(easterOf)).toEqual([
    '1961-04-02',
    '2000-04-23',
    '2008-03-23',
    '2011-04-24',
    '2024-03-31',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
    '2285-03-22',
  ])
  for (let year = 1900; year < 2200; year++) {
    const easter = easterOf(year)
    expect(weekdayOf(easter)).toBe(7)
    expect(easter >= `${year}-03-22` && easter <= `${year}-04-25`).toBe(true)
  }
})

test('the holidays of 2027, in Belgium and in France', () => {
  expect(holidaysOf('be', 2027).map((it) => it.day)).toEqual([
    '2027-01-01',
    '2027-03-29',
    '2027-05-01',
    '2027-05-06',
    '2027-05-17',
    '2027-07-21',
    '2027-08-15',
    '2027-11-01',
    '2027-11-11',
    '2027-12-25',
  ])
  const inFrance = holidaysOf('fr', 2027)
  expect(inFrance).toHaveLength(11)
  expect(inFrance).toContainEqual({ day: '2027-05-08', name: 'victory' })
  expect(inFrance).toContainEqual({ day: '2027-07-14', name: 'france' })
  expect(isHoliday('fr', '2027-07-21')).toBe(false)
  expect(isHoliday(null, '2027-12-25')).toBe(false)
})

test.each([
  ['2026-11-21', 10, '2026-12-04'],
  ['2026-12-18', 10, '2027-01-05'],
  ['2026-12-24', 1, '2026-12-28'],
  ['2027-03-26', 5, '2027-04-05'],
])('%s and %i working days: %s', (day, days, until) => {
  expect(addWorkingDays(paris, day, days)).toBe(until)
  expect(addWorkingDays(brussels, day, days)).toBe(until)
  expect(workingDaysBetween(paris, day, until)).toBe(days)
})

test('nights, weekends and holidays are no time of work', () => {
  // Friday 17:00 and two hours: one on Friday, one on Monday.
  expect(addWorkingTime(brussels, at('2026-11-20', '17:00'), 2 * HOUR)).toEqual(
    at('2026-11-23', '10:00'),
  )
  expect(addWorkingTime(brussels, at('2026-11-21', '13:00'), 0)).toEqual(at('2026-11-23', '09:00'))
  expect(addWorkingTime(brussels, at('2026-11-20', '18:00'), 0)).toEqual(at('2026-11-20', '18:00'))
  expect(addWorkingTime(brussels, at('2026-12-24', '12:00'), dayLength(brussels))).toEqual(
    at('2026-12-28', '12:00'),
  )
  expect(workingTimeBetween(brussels, at('2026-12-24', '12:00'), at('2026-12-28', '09:30'))).toBe(
    6 * HOUR + 30 * MINUTE,
  )
  expect(workingTimeBetween(brussels, at('2026-11-21', '00:00'), at('2026-11-23', '00:00'))).toBe(0)
  const closed = { ...brussels, closedDays: ['2026-11-23'] }
  expect(addWorkingTime(closed, at('2026-11-20', '17:00'), 2 * HOUR)).toEqual(
    at('2026-11-24', '10:00'),
  )
})

test('a change of clocks lengthens or shortens nothing that was worked', () => {
  // Over the last Sundays of March and October: the wall says the same times, the instants differ by an hour.
  for (const [friday, monday] of [
    ['2027-03-26', '2027-03-30'], // Monday is Easter Monday
    ['2026-10-23', '2026-10-26'],
  ] as const) {
    const from = at(friday, '17:00')
    expect(addWorkingTime(brussels, from, 2 * HOUR)).toEqual(at(monday, '10:00'))
  }
  // Who works through the night of the change: an hour less in spring, an hour more in autumn.
  const always = {
    ...brussels,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    opensAt: '00:00',
    closesAt: '08:00',
  }
  const night = (day: string) => workingTimeBetween(always, at(day, '00:00'), at(day, '08:00'))
  expect([night('2027-03-28'), night('2026-10-25')]).toEqual([7 * HOUR, 9 * HOUR])
})

/** The same numbers at each run: a failure can be looked at. */
function* dice(seed: number): Generator<number, never> {
  let state = seed
  for (;;) yield (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

test('what is added is what lies between, wherever one begins', () => {
  const random = dice(14)
  const roll = (most: number) => Math.floor(random.next().value * most)
  const start = Date.parse('2026-01-01T00:00:00.000Z')
  for (let i = 0; i < 400; i++) {
    const hours: WorkingHours = {
      timeZone: ['Europe/Brussels', 'Europe/Paris', 'America/Montreal'][roll(3)]!,
      weekdays: [1, 2, 3, 4, 5, 6, 7].filter((it) => it === 2 || roll(3) > 0),
      opensAt: ['00:00', '07:30', '09:00'][roll(3)]!,
      closesAt: ['12:15', '18:00', '23:30'][roll(3)]!,
      country: [...countries, null][roll(3)]!,
      closedDays: [dayAfter('2026-01-01', roll(700))],
    }
    const from = new Date(start + roll(700) * DAY + roll(DAY))
    const ms = roll(80 * HOUR)
    const until = addWorkingTime(hours, from, ms)
    expect(workingTimeBetween(hours, from, until)).toBe(ms)
    expect(until >= from).toBe(true)
    expect(isWorkingDay(hours, wallTime(until, hours.timeZone).day)).toBe(true)
    // In two goes one comes as far as in one.
    const part = roll(ms + 1)
    const first = addWorkingTime(hours, from, part)
    expect(workingTimeBetween(hours, first, until)).toBe(ms - part)
    const day = dayAfter('2026-01-01', roll(700))
    const days = 1 + roll(30)
    const end = addWorkingDays(hours, day, days)
    expect(workingDaysBetween(hours, day, end)).toBe(days)
    expect(isWorkingDay(hours, end)).toBe(true)
  }
})
