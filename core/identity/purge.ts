import { forgetKeys, KEPT_MS } from '#kernel/idempotency.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import type { IdentityTables } from './tables.ts'

/** A day later than their end, so that a clock that is late by a little loses nothing. */
export async function purgeExpired(ctx: OpenContext): Promise<void> {
  await ctx.registry(async ({ db, now }: Context<IdentityTables>) => {
    const before = new Date(now().getTime() - DAY)
    await db.deleteFrom('sessions').where('expiresAt', '<', before).execute()
    await db.deleteFrom('refreshTokens').where('expiresAt', '<', before).execute()
    await db.deleteFrom('providerFlows').where('expiresAt', '<', before).execute()
    await db.deleteFrom('oneTimeTokens').where('expiresAt', '<', before).execute()
    await db.deleteFrom('pendingLogins').where('expiresAt', '<', before).execute()
    await db.deleteFrom('challenges').where('expiresAt', '<', before).execute()
    await db.deleteFrom('addressChanges').where('expiresAt', '<', before).execute()
    await db.deleteFrom('attempts').where('expiresAt', '<', before).execute()
    await db.deleteFrom('signupPasses').where('until', '<', before).execute()
    await forgetKeys(db, new Date(now().getTime() - KEPT_MS))
  })
}
