/** Appointments as a calendar file: RFC 5545, in UTC, so that no time zone has to be described. */
import { Buffer } from 'node:buffer'

export type CalendarEvent = {
  /** Part of the UID: a calendar that reads the file again recognises what it has. */
  id: string
  title: string
  startsAt: Date
  endsAt: Date
  place: string
  description: string
  /** When it was last changed. */
  changedAt: Date
}

/** The whole file; `name` is what calendar programs call it. */
export function icalendar(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Socle//Agenda//FR',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap(linesOf),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function linesOf({ id, title, startsAt, endsAt, place, description, changedAt }: CalendarEvent) {
  return [
    'BEGIN:VEVENT',
    `UID:${id}@socle`,
    `DTSTAMP:${utc(changedAt)}`,
    `LAST-MODIFIED:${utc(changedAt)}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(endsAt)}`,
    `SUMMARY:${escaped(title)}`,
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    ...(description ? [`DESCRIPTION:${escaped(description)}`] : []),
    'STATUS:CONFIRMED',
    'END:VEVENT',
  ]
}

/** 20260329T070000Z (§3.3.5) */
const utc = (at: Date) => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** §3.3.11: backslash, semicolon and comma; a line break is written `\n`, other control characters have no place. */
const escaped = (text: string) =>
  text
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll(/\r\n|\r|\n/g, String.raw`\n`)
    .replaceAll(/[\p{Cc}]/gu, ' ')

const OCTETS = 75

/** §3.1: no line longer than 75 octets; a fold never falls inside a character. */
function folded(line: string): string {
  const pieces: string[] = []
  let piece = ''
  let size = 0
  for (const character of line) {
    const octets = Buffer.byteLength(character)
    // From the second piece on, the space that marks the fold counts too.
    if (size + octets > OCTETS) {
      pieces.push(piece)
      piece = ''
      size = 1
    }
    piece += character
    size += octets
  }
  return [...pieces, piece].join('\r\n ')
}
