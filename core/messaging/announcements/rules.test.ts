import { expect, test } from 'vitest'
import { instantOf, wallTime } from '#core/calendar/contract.ts'
import { MINUTE } from '#kernel/time.ts'
import {
  isAddressed,
  languageFor,
  leavesAt,
  quietAt,
  type QuietRules,
  usualRules,
} from './rules.ts'
import { schoolYears } from '../school-holidays/rules.ts'

const days = { timeZone: 'Europe/Brussels', country: 'be' as const, closedDays: [] }
const usual: QuietRules = { ...usualRules, schoolCalendar: 'be-fr' }
const at = (day: string, time: string) => instantOf(day, time, days.timeZone)
const leaves = (
  day: string,
  time: string,
  rules = usual,
  on: Parameters<typeof leavesAt>[1] = days,
) => {
  const wall = wallTime(leavesAt(rules, on, at(day, time)), on.timeZone)
  return `${wall.day} ${wall.time}`
}

test.each([
  ['during the day, at once', '2026-11-23', '10:12', '2026-11-23 10:12'],
  ['a minute before the quiet', '2026-11-23', '18:59', '2026-11-23 18:59'],
  ['when it begins', '2026-11-23', '19:00', '2026-11-24 07:00'],
  ['21:47', '2026-11-23', '21:47', '2026-11-24 07:00'],
  ['after midnight', '2026-11-24', '03:10', '2026-11-24 07:00'],
  ['when it ends', '2026-11-24', '07:00', '2026-11-24 07:00'],
  ['Friday evening', '2026-11-27', '20:00', '2026-11-30 07:00'],
  ['on a Saturday', '2026-11-21', '10:00', '2026-11-23 07:00'],
  ['on Armistice Day', '2026-11-11', '11:00', '2026-11-12 07:00'],
  ['the evening before winter holidays', '2026-12-18', '19:30', '2027-01-04 07:00'],
  ['in July', '2027-07-10', '12:00', '2027-08-30 07:00'],
])('%s', (_, day, time, expected) => {
  expect(leaves(day, time)).toBe(expected)
})

test('the Flemish calendar has other weeks, and without one only public holidays count', () => {
  const flemish: QuietRules = { ...usual, schoolCalendar: 'be-nl' }
  const none: QuietRules = { ...usual, schoolCalendar: null }
  expect(leaves('2026-11-04', '10:00', flemish)).toBe('2026-11-09 07:00')
  expect(leaves('2026-11-04', '10:00')).toBe('2026-11-04 10:00')
  expect(leaves('2027-07-12', '10:00', none)).toBe('2027-07-12 10:00')
  expect(leaves('2027-07-21', '10:00', none)).toBe('2027-07-22 07:00')
  expect(leaves('2026-11-23', '10:00', usual, { ...days, closedDays: ['2026-11-23'] })).toBe(
    '2026-11-24 07:00',
  )
})

test('changes of the clock move the instant and never the time on the wall', () => {
  const nights: QuietRules = { ...usual, quietWeekends: false, schoolCalendar: null }
  const none = { ...days, country: null }
  // Forward on 28 March 2027, back on 25 October 2026: both nights are spent on the way to 07:00.
  expect(leavesAt(nights, none, at('2027-03-27', '21:00')).toISOString()).toBe(
    '2027-03-28T05:00:00.000Z',
  )
  expect(leavesAt(nights, none, at('2026-10-24', '21:00')).toISOString()).toBe(
    '2026-10-25T06:00:00.000Z',
  )
  // The quiet ends within the hour that spring leaves out.
  const odd = { ...nights, quietUntil: '02:30' }
  expect(leaves('2027-03-27', '23:00', odd, none)).toBe('2027-03-28 03:30')
  // Within the hour that autumn repeats: never before what was asked.
  for (let i = 0; i < 180; i += 7) {
    const asked = new Date(Date.parse('2026-10-24T23:00:00.000Z') + i * MINUTE)
    const left = leavesAt(odd, none, asked)
    expect(left >= asked).toBe(true)
    expect(quietAt(odd, none, left)).toBeNull()
  }
})

test('quiet at noon, quiet never, and a calendar that is always closed', () => {
  const noon: QuietRules = { ...usual, quietFrom: '12:00', quietUntil: '14:00' }
  expect(leaves('2026-11-23', '12:30', noon)).toBe('2026-11-23 14:00')
  expect(leaves('2026-11-23', '23:30', noon)).toBe('2026-11-23 23:30')
  const never: QuietRules = { ...usual, quietFrom: '00:00', quietUntil: '00:00' }
  expect(leaves('2026-11-23', '03:00', never)).toBe('2026-11-23 03:00')
  expect(leaves('2026-11-21', '10:00', never)).toBe('2026-11-23 00:00')
})

test('from any minute of two years it leaves at a moment that is not quiet, and not before it was asked', () => {
  for (let i = 0; i < 900; i++) {
    const asked = new Date(Date.parse('2026-08-01T00:00:00.000Z') + i * 1171 * MINUTE)
    const left = leavesAt(usual, days, asked)
    expect(quietAt(usual, days, left)).toBeNull()
    expect(left >= asked).toBe(true)
  }
})

test('school years are in order, apart from each other, and begin on the day after they end', () => {
  for (const years of Object.values(schoolYears)) {
    const all = years.flatMap((it) => it.holidays)
    for (const [i, [from, until]] of all.entries()) {
      expect(from <= until).toBe(true)
      if (i > 0) expect(all[i - 1]![1] < from).toBe(true)
    }
    expect(years.map((it) => it.year)).toEqual(['2026-2027', '2027-2028'])
  }
})

test('readers get their language, else the house’s, else what there is', () => {
  const words = { title: 'x', body: 'y' }
  expect(languageFor({ fr: words, nl: words }, 'nl', 'fr')).toBe('nl')
  expect(languageFor({ fr: words, nl: words }, 'en', 'nl')).toBe('nl')
  expect(languageFor({ en: words }, 'nl', 'fr')).toBe('en')
  expect(isAddressed('team', ['member'])).toBe(false)
  expect(isAddressed('members', ['member', 'school.mediator'])).toBe(true)
  expect(isAddressed('everybody', ['viewer'])).toBe(true)
})
