/** Between two factors: ten minutes, one use, bound to a token that only the one who gave the first factor has. */
import { MINUTE } from '#kernel/time.ts'
import type { SecondFactor } from '../contract.ts'
import { digest, newSecret } from '../secrets.ts'
import type { IdentityDb } from '../tables.ts'

const LIFETIME_MS = 10 * MINUTE

/** Whether this account asks for a second factor. */
export async function hasSecondFactor(db: IdentityDb, accountId: string): Promise<boolean> {
  const app = await db
    .selectFrom('codeApps')
    .select('accountId')
    .where('accountId', '=', accountId)
    .where('confirmedAt', 'is not', null)
    .executeTakeFirst()
  return app !== undefined
}

export async function openPendingLogin(
  db: IdentityDb,
  accountId: string,
  now: Date,
): Promise<SecondFactor> {
  const token = newSecret()
  const until = new Date(now.getTime() + LIFETIME_MS)
  await db
    .insertInto('pendingLogins')
    .values({ digest: digest(token), accountId, expiresAt: until })
    .execute()
  const passkey = await db
    .selectFrom('passkeys')
    .select('id')
    .where('accountId', '=', accountId)
    .limit(1)
    .executeTakeFirst()
  return { token, until: until.toISOString(), ways: passkey ? ['code', 'passkey'] : ['code'] }
}

/** Whose pending login this is, without using it. */
export async function pendingOwner(
  db: IdentityDb,
  token: string,
  now: Date,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('pendingLogins')
    .select('accountId')
    .where('digest', '=', digest(token))
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return row?.accountId
}

/** Uses a pending login up; of two at once, one gets it. */
export async function takePendingLogin(db: IdentityDb, token: string, now: Date): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('pendingLogins')
    .where('digest', '=', digest(token))
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Another password, another state of the account: nobody who began before goes on. */
export async function dropPendingLogins(db: IdentityDb, accountId: string): Promise<void> {
  await db.deleteFrom('pendingLogins').where('accountId', '=', accountId).execute()
}
