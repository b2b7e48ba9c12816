import type { Context } from '#kernel/module.ts'
import { NotFound } from '#kernel/contract.ts'
import { accountById } from '../accounts.ts'
import type { IdentityTables } from '../tables.ts'
import { passkeysOf } from './passkeys.ts'
import { proofAsked } from './proof.ts'
import { countCodes } from './recovery-codes.ts'

/** Everything that the page of security shows of factors. */
export async function read({ db, actor }: Context<IdentityTables>) {
  const account = actor.accountId ? await accountById(db, actor.accountId) : undefined
  if (!account) throw NotFound()
  const app = await db
    .selectFrom('codeApps')
    .select('confirmedAt')
    .where('accountId', '=', account.id)
    .executeTakeFirst()
  return {
    proof: await proofAsked(db, account),
    codeAppSince: app?.confirmedAt ?? null,
    recoveryCodesLeft: await countCodes(db, account.id),
    passkeys: await passkeysOf(db, account.id),
  }
}
