/** Opaque secrets leave once, in clear, towards their owner; the database keeps only their digest. */
import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

export const newSecret = () => randomBytes(32).toString('base64url')

export const digest = (secret: string) => createHash('sha256').update(secret).digest('base64url')

const derived = new Map<string, Uint8Array>()

/** One key per use, so that what one use reveals says nothing about another. */
export function keyFor(
  use:
    | 'access'
    | 'cookie'
    | 'refresh'
    | 'mailed'
    | 'factor'
    | 'file'
    | 'model'
    | 'unsubscribe'
    | 'report',
  secret: string,
): Uint8Array {
  const id = `${use} ${digest(secret)}`
  const known = derived.get(id)
  if (known) return known
  const key = new Uint8Array(hkdfSync('sha256', secret, 'socle', use, 32))
  derived.set(id, key)
  return key
}

export const hmac = (key: Uint8Array, text: string) =>
  createHmac('sha256', key).update(text).digest('base64url')

/** Compares in a time that does not tell where the two differ. */
export const isSame = (a: string, b: string) =>
  timingSafeEqual(Buffer.from(digest(a)), Buffer.from(digest(b)))
