/** Instants at the border. Rows hold Date, JSON holds ISO 8601 in UTC with milliseconds. Runs in both. */
import * as z from 'zod/mini'

/** A moment in a reply: accepts the row's Date, leaves as `2026-11-21T08:30:00.000Z`. */
export const Instant = z.pipe(
  z.transform((value: Date | string) => (value instanceof Date ? value.toISOString() : value)),
  z.iso.datetime(),
)

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
