/** Secrets that have to be read again, kept so that a copy of the database does not give them away. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { keyFor } from '../secrets.ts'

/** What is sealed: one use opens nothing of the other. */
export type Use = 'factor' | 'model'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Bound to its owner: copied into the row of another account, it does not open. */
export function seal(
  text: string,
  ownerId: string,
  secrets: readonly string[],
  use: Use = 'factor',
): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, keyFor(use, secrets[0]!), nonce)
  cipher.setAAD(Buffer.from(ownerId))
  const sealed = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
  return Buffer.concat(sealed).toString('base64url')
}

/** Opens what any secret of the installation has sealed; undefined when none of them has. */
export function unseal(
  sealed: string,
  ownerId: string,
  secrets: readonly string[],
  use: Use = 'factor',
): { text: string; isOld: boolean } | undefined {
  const bytes = Buffer.from(sealed, 'base64url')
  for (const [place, secret] of secrets.entries()) {
    const nonce = bytes.subarray(0, NONCE_BYTES)
    const opening = createDecipheriv(CIPHER, keyFor(use, secret), nonce)
    opening.setAAD(Buffer.from(ownerId)).setAuthTag(bytes.subarray(-TAG_BYTES))
    try {
      const text = opening.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8')
      return { text: text + opening.final('utf8'), isOld: place > 0 }
    } catch {
      // Another secret sealed it.
    }
  }
  return undefined
}
