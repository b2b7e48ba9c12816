/** Pages by key: the next page starts after the last row read, so rows that appear meanwhile shift nothing. */
import { InvalidInput } from '#kernel/contract.ts'

/** The place of a row in its list: what it is sorted by, then its id. */
export type Place = { by: string; id: string }

export function placeAfter(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined
  const [by, id, rest] = Buffer.from(cursor, 'base64url').toString().split('\n')
  const isWhole = by !== undefined && id !== undefined && rest === undefined
  if (isWhole && /^[0-9a-f-]{36}$/.test(id)) return { by, id }
  throw InvalidInput({ errors: [{ path: 'cursor', code: 'invalid', facts: {} }] })
}

/** The same for lists sorted by an instant, newest first. */
export function momentAfter(cursor: string | undefined): { at: Date; id: string } | undefined {
  const place = placeAfter(cursor)
  if (!place) return undefined
  const at = new Date(place.by)
  if (!Number.isNaN(at.getTime())) return { at, id: place.id }
  throw InvalidInput({ errors: [{ path: 'cursor', code: 'invalid', facts: {} }] })
}

/** Cuts `limit + 1` rows to a page; the surplus row tells that there is a next one. */
export function pageFrom<Row>(rows: readonly Row[], limit: number, placeOf: (row: Row) => Place) {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  if (rows.length <= limit || !last) return { page, next: null }
  const { by, id } = placeOf(last)
  return { page, next: Buffer.from(`${by}\n${id}`).toString('base64url') }
}
