/** Reading accounts, and the little that others may change of them. */
import { type Person, VerifyFirst } from './contract.ts'
import type { Actor } from '#kernel/module.ts'
import { normalise } from './addresses.ts'
import type { AccountRow, IdentityDb } from './tables.ts'
import type { Locale } from '#kernel/text.ts'

export const accountOf = (db: IdentityDb, email: string) =>
  db.selectFrom('accounts').selectAll().where('email', '=', normalise(email)).executeTakeFirst()

export const accountById = (db: IdentityDb, id: string) =>
  db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst()

/** What a person may see of their own account; the hash has no way out. */
export function personOf(account: AccountRow): Person {
  const { id, typedEmail, name, locale, timeZone, verifiedAt, admin } = account
  const verified = verifiedAt !== null
  return { id, email: typedEmail, name, locale: locale as Locale, timeZone, verified, admin }
}

/** The person of a session; a session without its account cannot be. */
export async function findPerson(db: IdentityDb, accountId: string): Promise<Person> {
  return personOf(
    await db
      .selectFrom('accounts')
      .selectAll()
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow(),
  )
}

/** Somebody proved to read this address. */
export async function markVerified(db: IdentityDb, accountId: string, now: Date): Promise<void> {
  await db
    .updateTable('accounts')
    .set({ verifiedAt: now })
    .where('id', '=', accountId)
    .where('verifiedAt', 'is', null)
    .execute()
  await db
    .deleteFrom('oneTimeTokens')
    .where('accountId', '=', accountId)
    .where('purpose', '=', 'verify')
    .execute()
}

/** A closed account acts at the next request: no session, no link of an old mail brings it back. */
export async function setActive(db: IdentityDb, accountId: string, active: boolean): Promise<void> {
  await db.updateTable('accounts').set({ active }).where('id', '=', accountId).execute()
  if (active) return
  await db.deleteFrom('oneTimeTokens').where('accountId', '=', accountId).execute()
  await db.deleteFrom('sessions').where('accountId', '=', accountId).execute()
}

/** The oldest first, for the command line. */
export const listAccounts = (db: IdentityDb, limit = 1000) =>
  db
    .selectFrom('accounts')
    .select(['id', 'typedEmail as email', 'name', 'verifiedAt', 'active', 'admin', 'createdAt'])
    .orderBy('createdAt')
    .limit(limit)
    .execute()

/** Before what others would see or receive: publishing, inviting, spending. */
export function requireVerified(actor: Actor): void {
  if (!actor.verified) throw VerifyFirst()
}

/** Gives or takes the administration of the installation; acts at the next request. */
export async function setAdmin(db: IdentityDb, accountId: string, admin: boolean): Promise<void> {
  await db.updateTable('accounts').set({ admin }).where('id', '=', accountId).execute()
}
