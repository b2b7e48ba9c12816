import { expect, test } from 'vitest'
import { instantOf, wallTime } from './rules.ts'

const zone = 'Europe/Brussels'
const utc = (day: string, time: string, timeZone = zone) =>
  instantOf(day, time, timeZone).toISOString()

test('a moment on the wall is one instant, in winter and in summer', () => {
  expect(utc('2026-11-25', '14:00')).toBe('2026-11-25T13:00:00.000Z')
  expect(utc('2026-07-01', '14:00')).toBe('2026-07-01T12:00:00.000Z')
  expect(utc('2026-07-01', '14:00', 'America/New_York')).toBe('2026-07-01T18:00:00.000Z')
  expect(utc('2026-07-01', '00:15', 'Asia/Kolkata')).toBe('2026-06-30T18:45:00.000Z')
})

test('the day on which clocks go forward has an hour less', () => {
  expect(utc('2026-03-29', '01:59')).toBe('2026-03-29T00:59:00.000Z')
  expect(utc('2026-03-29', '03:00')).toBe('2026-03-29T01:00:00.000Z')
  // 02:30 never shows: half an hour after the change.
  expect(utc('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z')
  expect(wallTime(new Date('2026-03-29T01:30:00.000Z'), zone)).toEqual({
    day: '2026-03-29',
    time: '03:30',
  })
})

test('the day on which clocks go back has an hour twice: the first is meant', () => {
  expect(utc('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z')
  expect(utc('2026-10-25', '03:00')).toBe('2026-10-25T02:00:00.000Z')
  expect(utc('2026-10-25', '00:00')).toBe('2026-10-24T22:00:00.000Z')
})

test('every quarter of an hour of both days comes back as it was written', () => {
  for (const day of ['2026-03-29', '2026-10-25', '2026-12-31'])
    for (let i = 0; i < 96; i++) {
      const time = `${String(Math.floor(i / 4)).padStart(2, '0')}:${String((i % 4) * 15).padStart(2, '0')}`
      if (day === '2026-03-29' && time.startsWith('02')) continue
      expect(wallTime(instantOf(day, time, zone), zone)).toEqual({ day, time })
    }
})
