import type { Facts } from '#kernel/contract.ts'
import type { IdentityDb } from '../tables.ts'

/** The rows that know a person, from the narrowest; the account's part of a forgetting deletes them all. */
export const factorPersonal = [
  'codeApps',
  'recoveryCodes',
  'pendingLogins',
  'passkeys',
  'challenges',
] as const

export async function gatherFactors(db: IdentityDb, accountId: string): Promise<Facts> {
  const codeApp = await db
    .selectFrom('codeApps')
    .select(['createdAt', 'confirmedAt'])
    .where('accountId', '=', accountId)
    .execute()
  const passkeys = await db
    .selectFrom('passkeys')
    .select(['name', 'synced', 'createdAt', 'lastUsedAt'])
    .where('accountId', '=', accountId)
    .execute()
  return { codeApp, passkeys }
}

export async function forgetFactors(db: IdentityDb, accountId: string): Promise<void> {
  for (const table of factorPersonal)
    await db.deleteFrom(table).where('accountId', '=', accountId).execute()
}
