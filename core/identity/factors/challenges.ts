/** What an authenticator signs: random, kept by digest, used once within five minutes. */
import { MINUTE } from '#kernel/time.ts'
import { digest, newSecret } from '../secrets.ts'
import type { IdentityDb } from '../tables.ts'

export const CHALLENGE_MS = 5 * MINUTE
export type Purpose = 'register' | 'enter'

export async function issueChallenge(
  db: IdentityDb,
  purpose: Purpose,
  accountId: string | null,
  now: Date,
): Promise<string> {
  const challenge = newSecret()
  const expiresAt = new Date(now.getTime() + CHALLENGE_MS)
  await db
    .insertInto('challenges')
    .values({ digest: digest(challenge), purpose, accountId, expiresAt })
    .execute()
  return challenge
}

/** Uses a challenge up, whatever the signature over it turns out to be; false when it was not for this account. */
export async function takeChallenge(
  db: IdentityDb,
  challenge: string,
  purpose: Purpose,
  accountId: string | null,
  now: Date,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('challenges')
    .where('digest', '=', digest(challenge))
    .where('purpose', '=', purpose)
    .where('accountId', accountId ? '=' : 'is', accountId)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** The challenge inside of what a browser says it signed; the signature is checked later. */
export function challengeIn(clientDataJSON: string): string {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as {
      challenge?: unknown
    }
    return typeof challenge === 'string' ? challenge : ''
  } catch {
    return '' // Not JSON: no challenge of ours.
  }
}
