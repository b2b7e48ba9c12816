import { forgetMailsTo, mailsTo } from '#core/mail/api.ts'
import type { Facts } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import { accountById, personOf } from './accounts.ts'
import { forgetFactors, gatherFactors } from './factors/personal.ts'
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
    .select(['provider', 'subject', 'email', 'createdAt', 'lastUsedAt'])
    .where('accountId', '=', accountId)
    .execute()
  const tokens = await db
    .selectFrom('apiTokens')
    .select(['name', 'workspaceId', 'access', 'permissions'])
    .select(['createdAt', 'expiresAt', 'lastSeenAt'])
    .where('accountId', '=', accountId)
    .execute()
  const addressChange = await db
    .selectFrom('addressChanges')
    .select(['typedEmail', 'createdAt', 'expiresAt'])
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  const mails = await mailsTo(db, [account.email, account.typedEmail])
  const factors = await gatherFactors(db, accountId)
  return {
    account: personOf(account),
    sessions,
    identities,
    tokens,
    addressChange: addressChange ?? null,
    ...factors,
    mails,
  }
}

/** The row stays, without anything that names somebody: other rows point at its id. */
export async function forget({ db }: Registry, accountId: string): Promise<void> {
  const account = await accountById(db, accountId)
  if (!account) return
  await forgetMailsTo(db, [account.email, account.typedEmail])
  await forgetFactors(db, accountId)
  for (const table of [
    'sessions',
    'oneTimeTokens',
    'identities',
    'providerFlows',
    'apiTokens',
    'addressChanges',
  ] as const)
    await db.deleteFrom(table).where('accountId', '=', accountId).execute()
  const email = `${accountId}@erased.invalid`
  const erased = { email, typedEmail: email, name: '—', passwordHash: null, verifiedAt: null }
  const unsaid = { firstName: null, lastName: null, phone: null, picture: null }
  await db
    .updateTable('accounts')
    .set({ ...erased, ...unsaid, active: false, admin: false })
    .where('id', '=', accountId)
    .execute()
}
