/** Another password: by a mailed link, or by who still knows the one before. */
import type { Context, OpenContext } from '#kernel/module.ts'
import { accountById } from './accounts.ts'
import { cancelAddressChanges } from './closing.ts'
import { forgetAttempts, perPlace, spendAttempt } from './attempts.ts'
import { LinkExpired, passwordChanged, resetAsked, WrongPassword } from './contract.ts'
import { dropPendingLogins } from './factors/pending-logins.ts'
import { ownerOf, useToken } from './one-time-tokens.ts'
import { checkPassword, hashPassword, refuseEasy } from './passwords.ts'
import { dropUnprovenWays } from './providers/identities.ts'
import { endSessions } from './sessions.ts'
import type { IdentityTables } from './tables.ts'

type Registry = Context<IdentityTables>

/** Looks nothing up: a job does, so that neither the answer nor its time tells whether the address is known. */
export async function forgot(
  { emit }: Registry,
  { email }: { email: string },
): Promise<{ done: true }> {
  await emit(resetAsked, { email })
  return { done: true }
}

export async function reset(
  ctx: OpenContext,
  { token, password }: { token: string; password: string },
): Promise<{ email: string }> {
  const account = await ctx.registry(async ({ db, now }: Registry) => {
    const accountId = await ownerOf(db, token, 'reset', now())
    return accountId ? accountById(db, accountId) : undefined
  })
  if (!account?.active) throw LinkExpired()
  refuseEasy(password, account.email, account.name)
  const passwordHash = await hashPassword(password)

  await ctx.registry(async (registry: Registry) => {
    const { db, now } = registry
    if (!(await useToken(db, token, 'reset', now()))) throw LinkExpired()
    // The link came by mail: who used it reads this address.
    const proven = { passwordHash, verifiedAt: account.verifiedAt ?? now() }
    await db.updateTable('accounts').set(proven).where('id', '=', account.id).execute()
    await db.deleteFrom('oneTimeTokens').where('accountId', '=', account.id).execute()
    await endSessions(db, account.id)
    await cancelAddressChanges(db, account.id)
    // Whoever was inside may have left a token behind.
    await db.deleteFrom('apiTokens').where('accountId', '=', account.id).execute()
    if (!account.verifiedAt) await dropUnprovenWays(db, account.id)
    await dropPendingLogins(db, account.id)
    await forgetAttempts(registry, `login ${account.email}`)
    await forgetAttempts(registry, `login ${account.email} ${ctx.origin.address}`)
    await tell(registry, account.id)
  })
  return { email: account.typedEmail }
}

export async function change(
  ctx: OpenContext,
  { current, password }: { current: string; password: string },
): Promise<{ done: true }> {
  const { accountId, sessionId } = ctx.actor
  const attempt = `change ${accountId}`
  const account = await ctx.registry(async (registry: Registry) => {
    await spendAttempt(registry, attempt, perPlace)
    return accountById(registry.db, accountId!)
  })
  const { right } = await checkPassword(account?.passwordHash ?? null, current)
  if (!account || !right) throw WrongPassword()
  refuseEasy(password, account.email, account.name)
  const passwordHash = await hashPassword(password)

  await ctx.registry(async (registry: Registry) => {
    const { db } = registry
    await db.updateTable('accounts').set({ passwordHash }).where('id', '=', account.id).execute()
    await endSessions(db, account.id, sessionId ?? undefined)
    await cancelAddressChanges(db, account.id)
    await dropPendingLogins(db, account.id)
    await forgetAttempts(registry, attempt)
    await tell(registry, account.id)
  })
  return { done: true }
}

async function tell({ emit, audit }: Registry, accountId: string): Promise<void> {
  await emit(passwordChanged, { accountId })
  await audit('identity.password-changed', accountId)
}
