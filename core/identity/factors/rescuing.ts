/** For somebody who lost the phone and the sheet of codes; who runs the server has made sure who asks. */
import type { Context } from '#kernel/module.ts'
import type { IdentityTables } from '../tables.ts'
import { tellOwner } from './code-apps.ts'
import { dropPendingLogins } from './pending-logins.ts'

/** Removes the app and its codes; the password or the provider opens the account again. False when there is no app. */
export async function rescue(
  registry: Context<IdentityTables>,
  accountId: string,
): Promise<boolean> {
  const { db } = registry
  const { numDeletedRows } = await db
    .deleteFrom('codeApps')
    .where('accountId', '=', accountId)
    .where('confirmedAt', 'is not', null)
    .executeTakeFirst()
  if (numDeletedRows !== 1n) return false
  await db.deleteFrom('recoveryCodes').where('accountId', '=', accountId).execute()
  await dropPendingLogins(db, accountId)
  await tellOwner(registry, accountId, 'rescued')
  return true
}
