import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { icalendar } from './icalendar.ts'

const event = {
  id: '0197a000-0000-7000-8000-000000000001',
  title: 'Piano · Zoé',
  startsAt: new Date('2026-03-29T01:00:00.000Z'),
  endsAt: new Date('2026-03-29T02:00:00.000Z'),
  place: 'Rue de l’Été, 3; fond de la cour',
  description: 'Deux lignes :\r\napporter « La Valse »\\ et un crayon',
  changedAt: new Date('2026-03-01T09:30:15.250Z'),
}
const unfolded = (file: string) => file.replaceAll('\r\n ', '').split('\r\n')

test('an event has its stable name, its stamp and its hours in UTC', () => {
  const lines = unfolded(icalendar('Entraide', [event]))
  expect(lines).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Socle//Agenda//FR',
    'CALSCALE:GREGORIAN',
    'X-WR-CALNAME:Entraide',
    'BEGIN:VEVENT',
    'UID:0197a000-0000-7000-8000-000000000001@socle',
    'DTSTAMP:20260301T093015Z',
    'LAST-MODIFIED:20260301T093015Z',
    'DTSTART:20260329T010000Z',
    'DTEND:20260329T020000Z',
    'SUMMARY:Piano · Zoé',
    'LOCATION:Rue de l’Été\\, 3\\; fond de la cour',
    'DESCRIPTION:Deux lignes :\\napporter « La Valse »\\\\ et un crayon',
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

test('no line is longer than 75 octets and no character is cut, whatever its size', () => {
  for (const letter of ['a', 'é', '€', '🎹', 'a🎹é'])
    for (let length = 1; length < 120; length++) {
      const title = letter.repeat(length)
      const file = icalendar('Agenda', [{ ...event, title }])
      for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(file).not.toContain('\uFFFD')
      expect(unfolded(file)).toContain(`SUMMARY:${title}`)
    }
})

test('nobody writes lines of their own into the file', () => {
  const title = 'Piano\r\nATTENDEE:mailto:x@exemple.test\u0000'
  const lines = unfolded(icalendar('A', [{ ...event, title }]))
  expect(lines.some((it) => it.startsWith('ATTENDEE'))).toBe(false)
  expect(lines).toContain('SUMMARY:Piano\\nATTENDEE:mailto:x@exemple.test ')
})
