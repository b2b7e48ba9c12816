import { forgetMailsTo, mailsTo } from '#core/mail/api.ts'
import type { Facts } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import { accountById, personOf } from './accounts.ts'
import type { IdentityTables } from './tables.ts'

type Registry = Context<IdentityTables>

export async function gather({ db }: Registry, accountId: string): Promise<Facts> {
  const account = await accountById(db, accountId)
  if (!account) return {}
  const sessions = await db
    .selectFrom('sessions')
    .select(['kind', 'agent', 'address', 'createdAt', 'expiresAt'])
    .where('accountId', '=', accountId)
    .execute()
  const identities = await db
    .selectFrom('identities')
    .select(['provider', 'subject', 'createdAt'])
    .where('accountId', '=', accountId)
    .execute()
  const mails = await mailsTo(db, [account.email, account.typedEmail])
  return { account: personOf(account), sessions, identities, mails }
}

/** The row stays, without anything that names somebody: other rows point at its id. */
export async function forget({ db }: Registry, accountId: string): Promise<void> {
  const account = await accountById(db, accountId)
  if (!account) return
  await forgetMailsTo(db, [account.email, account.typedEmail])
  for (const table of ['sessions', 'oneTimeTokens', 'identities'] as const)
    await db.deleteFrom(table).where('accountId', '=', accountId).execute()
  const email = `${accountId}@erased.invalid`
  const erased = { email, typedEmail: email, name: '—', passwordHash: null, verifiedAt: null }
  await db
    .updateTable('accounts')
    .set({ ...erased, active: false, admin: false })
    .where('id', '=', accountId)
    .execute()
}
