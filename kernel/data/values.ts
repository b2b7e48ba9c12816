/** What may enter a database: the same rules, and the same refusals, on every engine. */

const DAY_MS = 86_400_000
/** MariaDB's limits; the two others reach further. */
const FIRST_INSTANT = Date.UTC(1000, 0, 1)
const LAST_INSTANT = Date.UTC(9999, 11, 31) + DAY_MS - 1

/** In JSON text, an escaped NUL or half of a pair: JSON.stringify escapes exactly those two. */
const BAD_ESCAPE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89ab]|d[c-f])/

function encodeString(text: string): string {
  if (text.includes('\0')) throw new RangeError('text contains NUL')
  if (!text.isWellFormed()) throw new RangeError('text contains half of a surrogate pair')
  return text
}

function encodeNumber(number: number): number {
  if (!Number.isFinite(number)) throw new RangeError(`number is not finite: ${number}`)
  return number === 0 ? 0 : number // -0 does not survive the text protocols
}

function encodeInstant(instant: Date): Date {
  const ms = instant.getTime()
  if (ms >= FIRST_INSTANT && ms <= LAST_INSTANT) return instant
  throw new RangeError(`instant out of the years 1000 to 9999: ${String(instant)}`)
}

function encodeJson(value: object): string {
  const text = JSON.stringify(value)
  if (text.includes('\\u') && BAD_ESCAPE.test(text)) {
    throw new RangeError(
      text.includes('\\u0000') ? 'text contains NUL' : 'text contains half of a surrogate pair',
    )
  }
  return text
}

/** Checks one value and brings it to string, number, boolean, Date, Buffer or null. */
export function encode(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return encodeString(value)
    case 'number':
      return encodeNumber(value)
    case 'bigint':
      return safeInteger(String(value))
    case 'object':
      if (value === null) return null
      if (value instanceof Date) return encodeInstant(value)
      if (Buffer.isBuffer(value)) return value
      if (value instanceof Uint8Array) {
        return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
      }
      return encodeJson(value) // pg would make an array of it, mysql2 a list of assignments
    default:
      return value
  }
}

/** A 64-bit integer or an exact sum as the database wrote it. */
export function safeInteger(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number)) return checkedInteger(number)
  return number
}

export function checkedInteger(number: number): number {
  if (Number.isSafeInteger(number)) return number
  throw new RangeError(`integer out of the safe range: ${number}`)
}

/** Kysely would write `default` on two engines and `null` on SQLite for what one row of several leaves out. */
export function refuseUnevenRows(): never {
  throw new Error('the rows of one insert must have the same columns')
}
