import type { Context, OpenContext } from '#kernel/module.ts'
import { accountOf } from './accounts.ts'
import { normalise } from './addresses.ts'
import { forgetAttempts, giveAttemptBack, perAccount, perPlace, spendAttempt } from './attempts.ts'
import { AccountInactive, type Credentials, type TokenPair, WrongCredentials } from './contract.ts'
import { enter, enterByTokens, type Entrance } from './entrance.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import { endSession, endSessions } from './sessions.ts'
import type { AccountRow, IdentityTables } from './tables.ts'

type Registry = Context<IdentityTables>

export async function openCookie(ctx: OpenContext, given: Credentials): Promise<Entrance> {
  return enter(ctx, await accountBehind(ctx, given), 'password')
}

type Script = Credentials & { code?: string | undefined }

export async function openPairOf(ctx: OpenContext, { code, ...given }: Script): Promise<TokenPair> {
  return enterByTokens(ctx, await accountBehind(ctx, given), code)
}

/** The same steps, and the same time, whether the address is known or not. */
async function accountBehind(
  ctx: OpenContext,
  { email, password }: Credentials,
): Promise<AccountRow> {
  const anywhere = `login ${normalise(email)}`
  const here = `${anywhere} ${ctx.origin.address}`
  const account = await ctx.registry(async (registry: Registry) => {
    await spendAttempt(registry, here, perPlace)
    await spendAttempt(registry, anywhere, perAccount)
    return accountOf(registry.db, email)
  })
  const { right, rehash } = await checkPassword(account?.passwordHash ?? null, password)
  if (!account || !right) throw WrongCredentials()
  if (!account.active) throw AccountInactive()
  const passwordHash = rehash ? await hashPassword(password) : account.passwordHash

  return ctx.registry(async (registry: Registry) => {
    await forgetAttempts(registry, here)
    await giveAttemptBack(registry, anywhere)
    if (rehash) {
      const { db } = registry
      await db.updateTable('accounts').set({ passwordHash }).where('id', '=', account.id).execute()
    }
    return account
  })
}

/** Clears the cookie even when its session is gone already. */
export async function closeSession(
  ctx: OpenContext,
  { everywhere = false }: { everywhere?: boolean | undefined },
): Promise<{ done: true }> {
  const { accountId, sessionId } = ctx.actor
  if (accountId && sessionId)
    await ctx.registry(async ({ db, audit }: Registry) => {
      if (!everywhere) return endSession(db, sessionId)
      await endSessions(db, accountId)
      await audit('identity.devices-ended', accountId, { everywhere })
    })
  ctx.answer.session = null
  return { done: true }
}
