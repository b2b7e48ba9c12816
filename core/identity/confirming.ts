/** Asking for the password again, before something that a borrowed session must not do. */
import type { Context, OpenContext } from '#kernel/module.ts'
import { accountById } from './accounts.ts'
import { forgetAttempts, perPlace, spendAttempt } from './attempts.ts'
import { WrongPassword } from './contract.ts'
import { checkPassword } from './passwords.ts'
import type { IdentityTables } from './tables.ts'

type Registry = Context<IdentityTables>

/** Throws WrongPassword unless it is the caller's; guesses are counted like those of a log-in. */
export async function confirmPassword(ctx: OpenContext, password: string): Promise<void> {
  const accountId = ctx.actor.accountId!
  const attempt = `confirm ${accountId}`
  const account = await ctx.registry(async (registry: Registry) => {
    await spendAttempt(registry, attempt, perPlace)
    return accountById(registry.db, accountId)
  })
  const { right } = await checkPassword(account?.passwordHash ?? null, password)
  if (!right) throw WrongPassword()
  await ctx.registry((registry: Registry) => forgetAttempts(registry, attempt))
}
