/** Pages by key: the next page starts after the last row read, so rows that appear meanwhile shift nothing. */
import * as z from 'zod/mini'
import { InvalidInput } from './contract.ts'

/** The place of a row in its list: what it is sorted by, then its id. */
export type Place = { by: string; id: string }

/** Whoever forges a cursor reads their own page elsewhere, and never a database's error. */
export function placeAfter(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined
  const [by, id, rest] = Buffer.from(cursor, 'base64url').toString().split('\n')
  const isWhole = by !== undefined && id !== undefined && rest === undefined
  if (!isWhole || by.includes('\0') || !z.safeParse(z.uuid(), id).success) throw notOurs()
  return { by, id: id.toLowerCase() }
}

/** The same for lists sorted by an instant, newest first. */
export function momentAfter(cursor: string | undefined): { at: Date; id: string } | undefined {
  const place = placeAfter(cursor)
  if (!place) return undefined
  const at = new Date(place.by)
  // Written by `toISOString`: anything else, and years that no engine stores, is not ours.
  if (Number.isNaN(at.getTime()) || at.toISOString() !== place.by || !/^[1-9]\d{3}-/.test(place.by))
    throw notOurs()
  return { at, id: place.id }
}

/** Cuts `limit + 1` rows to a page; the surplus row tells that there is a next one. */
export function pageFrom<Row>(rows: readonly Row[], limit: number, placeOf: (row: Row) => Place) {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  if (rows.length <= limit || !last) return { page, next: null }
  const { by, id } = placeOf(last)
  return { page, next: Buffer.from(`${by}\n${id}`).toString('base64url') }
}

const notOurs = () =>
  InvalidInput({ errors: [{ path: 'cursor', code: 'invalid_format', facts: {} }] })
