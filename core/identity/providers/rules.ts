/** Signing in elsewhere, without rows: where one may come back to, and whose account an address opens. */

/** A path of this site and nothing else: no other host in any disguise that browsers undo, and no call of the API. */
export function isLocalPath(path: string): boolean {
  // Browsers drop tabs and line breaks from addresses and read a backslash as a slash.
  if (!/^\/(?!\/)[^\p{Cc}\\]*$/u.test(path) || !URL.canParse(path, NOWHERE)) return false
  const { origin, pathname } = new URL(path, NOWHERE)
  return origin === NOWHERE && !pathname.startsWith('//') && !/^\/api(\/|$)/i.test(pathname)
}
const NOWHERE = 'https://nowhere.invalid'

/** What this installation knows of the address that a provider gives. */
export type LocalAddress = 'unknown' | 'unverified' | 'verified'
export type Settlement =
  | 'new-account'
  | 'new-unverified-account'
  | 'take-address'
  | 'link'
  | 'refuse'

/**
 * Two proofs of one address are one person; anything less never opens what is there already. Who only claimed an
 * address loses it to who proves to read it, and keeps the rest.
 */
export function settlementOf(isProven: boolean, local: LocalAddress): Settlement {
  if (local === 'unknown') return isProven ? 'new-account' : 'new-unverified-account'
  if (!isProven) return 'refuse'
  return local === 'verified' ? 'link' : 'take-address'
}

const LONGEST_NAME = 100

/** What a provider calls somebody, fit to stand in the subject of a mail; else what stands before the @. */
export function nameFrom(name: string | undefined, email: string): string {
  const line = (name ?? '').replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()
  return [...(line || email.split('@')[0]!)].slice(0, LONGEST_NAME).join('').trim()
}
