import type { Context, OpenContext } from '#kernel/module.ts'
import { accountOf, personOf } from './accounts.ts'
import { normalise } from './addresses.ts'
import { forgetAttempts, giveAttemptBack, perAccount, perPlace, spendAttempt } from './attempts.ts'
import {
  AccountInactive,
  type Credentials,
  installation,
  type Person,
  type TokenPair,
  WrongCredentials,
} from './contract.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import { openPair } from './refresh.ts'
import { endSession, endSessions, openWebSession } from './sessions.ts'
import type { AccountRow, IdentityTables } from './tables.ts'

type Registry = Context<IdentityTables>

export async function openCookie(ctx: OpenContext, given: Credentials): Promise<{ user: Person }> {
  const { secrets } = ctx.client(installation)
  return signIn(ctx, given, async (registry, account) => {
    ctx.answer.session = await openWebSession(registry, account.id, secrets)
    return { user: personOf(account) }
  })
}

export async function openPairOf(ctx: OpenContext, given: Credentials): Promise<TokenPair> {
  const { secrets } = ctx.client(installation)
  return signIn(ctx, given, (registry, account) => openPair(registry, account.id, secrets))
}

/** The same steps, and the same time, whether the address is known or not. */
async function signIn<R>(
  ctx: OpenContext,
  { email, password }: Credentials,
  open: (registry: Registry, account: AccountRow) => Promise<R>,
): Promise<R> {
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
    return open(registry, account)
  })
}

/** Clears the cookie even when its session is gone already. */
export async function closeSession(
  ctx: OpenContext,
  { everywhere = false }: { everywhere?: boolean | undefined },
): Promise<{ done: true }> {
  const { accountId, sessionId } = ctx.actor
  if (accountId && sessionId)
    await ctx.registry(({ db }: Registry) =>
      everywhere ? endSessions(db, accountId) : endSession(db, sessionId),
    )
  ctx.answer.session = null
  return { done: true }
}
