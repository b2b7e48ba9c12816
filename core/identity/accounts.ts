/** Reading accounts, and the little that others may change of them. */
import { type Person, VerifyFirst } from './contract.ts'
import type { Actor } from '#kernel/module.ts'
import { normalise } from './addresses.ts'
import { closeAccount } from './closing.ts'
import type { AccountRow, IdentityDb } from './tables.ts'
import { pictureAddress } from '#core/files/api.ts'
import type { Locale } from '#kernel/text.ts'

export const accountOf = (db: IdentityDb, email: string) =>
  db.selectFrom('accounts').selectAll().where('email', '=', normalise(email)).executeTakeFirst()

export const accountById = (db: IdentityDb, id: string) =>
  db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst()

/** What a person may see of their own account; the hash has no way out. */
export function personOf(account: AccountRow): Person {
  const { id, typedEmail, name, firstName, lastName, phone, timeZone, verifiedAt, admin } = account
  const words = { name, firstName, lastName, phone }
  const place = { locale: account.locale as Locale, timeZone }
  const picture = account.picture ? pictureAddress(account.picture) : null
  return {
    id,
    email: typedEmail,
    ...words,
    ...place,
    verified: verifiedAt !== null,
    admin,
    picture,
  }
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
  if (!active) return closeAccount(db, accountId)
  await db.updateTable('accounts').set({ active }).where('id', '=', accountId).execute()
}

/** Where, in which language and by which clock each account reads; those that are closed are left out. */
export async function readersAmong(db: IdentityDb, accountIds: readonly string[]) {
  const columns = ['id', 'typedEmail', 'locale', 'timeZone'] as const
  const found = new Map<string, Pick<AccountRow, (typeof columns)[number]>>()
  for (let from = 0; from < accountIds.length; from += AT_ONCE) {
    const rows = await db
      .selectFrom('accounts')
      .select(columns)
      .where('id', 'in', accountIds.slice(from, from + AT_ONCE))
      .where('active', '=', true)
      .execute()
    for (const row of rows) found.set(row.id, row)
  }
  return found
}
const AT_ONCE = 500

/** In which language each account reads mails; those that are closed are left out. */
export async function localesOf(
  db: IdentityDb,
  accountIds: readonly string[],
): Promise<Map<string, string>> {
  const readers = await readersAmong(db, accountIds)
  return new Map([...readers].map(([id, { locale }]) => [id, locale]))
}

/** Who runs the installation. */
export const administrators = (db: IdentityDb) =>
  db
    .selectFrom('accounts')
    .select(['id', 'name', 'typedEmail', 'locale'])
    .where('admin', '=', true)
    .where('active', '=', true)
    .execute()

/** Names by id; ids that are no account's have none. */
export async function accountNames(
  db: IdentityDb,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((it) => [it.id, it.name]))
}

/** Where the picture of each account is seen; those without one are left out. */
export async function picturesOf(
  db: IdentityDb,
  accountIds: readonly string[],
): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'picture'])
    .where('id', 'in', accountIds)
    .where('active', '=', true)
    .where('picture', 'is not', null)
    .execute()
  return new Map(rows.map((it) => [it.id, pictureAddress(it.picture!)]))
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
