import type { Context } from '#kernel/module.ts'
import { markVerified } from './accounts.ts'
import { LinkExpired, verificationAsked } from './contract.ts'
import { useToken } from './one-time-tokens.ts'
import type { IdentityTables } from './tables.ts'

type Registry = Context<IdentityTables>

export async function verify(
  ctx: Registry,
  { token }: { token: string },
): Promise<{ email: string }> {
  const { db, now, audit } = ctx
  const accountId = await useToken(db, token, 'verify', now())
  if (!accountId) throw LinkExpired()
  await markVerified(db, accountId, now())
  await audit('identity.verified', accountId)
  const { typedEmail } = await db
    .selectFrom('accounts')
    .select('typedEmail')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return { email: typedEmail }
}

export async function askVerification({ actor, emit }: Registry): Promise<{ done: true }> {
  if (!actor.verified) await emit(verificationAsked, { accountId: actor.accountId! })
  return { done: true }
}
