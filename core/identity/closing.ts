/** What closes an account closes every door of it, at the next request. */
import { dropPendingLogins } from './factors/pending-logins.ts'
import type { IdentityDb } from './tables.ts'

export async function closeAccount(db: IdentityDb, accountId: string): Promise<void> {
  await db.updateTable('accounts').set({ active: false }).where('id', '=', accountId).execute()
  await db.deleteFrom('oneTimeTokens').where('accountId', '=', accountId).execute()
  await db.deleteFrom('sessions').where('accountId', '=', accountId).execute()
  await dropPendingLogins(db, accountId)
  await cancelAddressChanges(db, accountId)
}

/** Also what a new password does: whoever asked for the change may not have been the owner. */
export async function cancelAddressChanges(db: IdentityDb, accountId: string): Promise<void> {
  await db.deleteFrom('addressChanges').where('accountId', '=', accountId).execute()
}
