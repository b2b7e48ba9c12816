/** Links in mails: kept as digests, used once, the newest only. */
import { HOUR, MINUTE } from '#kernel/time.ts'
import { digest, newSecret } from './secrets.ts'
import type { IdentityDb } from './tables.ts'

export type Purpose = 'verify' | 'reset'
const LIFETIME_MS: Record<Purpose, number> = { verify: 24 * HOUR, reset: 30 * MINUTE }

/** Older links of the same purpose die. */
export async function issueToken(
  db: IdentityDb,
  accountId: string,
  purpose: Purpose,
  now: Date,
): Promise<string> {
  const token = newSecret()
  const expiresAt = new Date(now.getTime() + LIFETIME_MS[purpose])
  await db
    .deleteFrom('oneTimeTokens')
    .where('accountId', '=', accountId)
    .where('purpose', '=', purpose)
    .execute()
  await db
    .insertInto('oneTimeTokens')
    .values({ digest: digest(token), accountId, purpose, expiresAt })
    .execute()
  return token
}

/** Whose living token this is, without using it. */
export async function ownerOf(
  db: IdentityDb,
  token: string,
  purpose: Purpose,
  now: Date,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('oneTimeTokens')
    .select('accountId')
    .where('digest', '=', digest(token))
    .where('purpose', '=', purpose)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return row?.accountId
}

/** Uses a token; undefined when it is unknown, too old or was used. Of two at once, one gets it. */
export async function useToken(
  db: IdentityDb,
  token: string,
  purpose: Purpose,
  now: Date,
): Promise<string | undefined> {
  const accountId = await ownerOf(db, token, purpose, now)
  if (!accountId) return undefined
  const { numDeletedRows } = await db
    .deleteFrom('oneTimeTokens')
    .where('digest', '=', digest(token))
    .executeTakeFirst()
  return numDeletedRows === 1n ? accountId : undefined
}
