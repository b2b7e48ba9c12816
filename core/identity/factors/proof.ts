/** An open session is not enough for what somebody else must not do who sits there: ways into an account, ends of things. */
import { NotFound } from '#kernel/contract.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { accountById } from '../accounts.ts'
import { confirmPassword } from '../confirming.ts'
import type { AccountRow, IdentityDb, IdentityTables } from '../tables.ts'
import { type Factors, type ProofFields, ProofNeeded } from './contract.ts'
import { checkMailedCode } from './mailed-codes.ts'
import { hasSecondFactor } from './pending-logins.ts'
import { checkCode } from './second-codes.ts'

type Registry = Context<IdentityTables>

export async function proofAsked(
  db: IdentityDb,
  { id, passwordHash }: AccountRow,
): Promise<Factors['proof']> {
  if (passwordHash) return 'password'
  return (await hasSecondFactor(db, id)) ? 'code' : 'mail'
}

/** Who asks, once they proved again who they are: by the password, else by a code of the app, else by one in a mail. */
export async function proveAgain(
  ctx: OpenContext,
  { password, code }: ProofFields,
): Promise<AccountRow> {
  const { accountId } = ctx.actor
  if (!accountId) throw NotFound()
  const { account, asked } = await ctx.registry(async ({ db }: Registry) => {
    const found = await accountById(db, accountId)
    if (!found) throw NotFound()
    return { account: found, asked: await proofAsked(db, found) }
  })
  if (asked === 'password') {
    if (password === undefined) throw ProofNeeded()
    await confirmPassword(ctx, password)
    return account
  }
  if (code === undefined) throw ProofNeeded()
  if (asked === 'code') return checkCode(ctx, accountId, code, async () => account)
  await checkMailedCode(ctx, code)
  return account
}
