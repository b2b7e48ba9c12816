import { allWorkspaces } from '#core/workspaces/api.ts'
import { forgetKeys } from '#kernel/idempotency.ts'
import type { OpenContext } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'

/** No honest client repeats a write that late. */
const KEPT_MS = 30 * DAY

/** Every night: the ids of writes that nobody will repeat any more, in the registry and in each workspace. */
export async function forgetOldKeys(ctx: OpenContext): Promise<void> {
  const before = new Date(ctx.now().getTime() - KEPT_MS)
  const workspaces = await ctx.registry(async ({ db }) => {
    await forgetKeys(db, before)
    return allWorkspaces(db)
  })
  for (const { id, state } of workspaces) {
    if (state !== 'provisioning') await ctx.inWorkspace(id, ({ db }) => forgetKeys(db, before))
  }
}
