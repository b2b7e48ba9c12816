import type { OpenContext } from '#kernel/module.ts'
import { abandon, type Ctx, lockGroup } from './groups.ts'

/** One school never holds up the others: more wait for the next run. */
const AT_ONCE = 200

/** What nobody closed in time expires, each in a transaction of its own. */
export async function expireGroups(ctx: OpenContext): Promise<void> {
  for (const id of await ctx.transact(overdueIds)) await ctx.transact((tx) => expireGroup(tx, id))
}

/** False when somebody closed or cancelled it first. */
export async function expireGroup(ctx: Ctx, id: string): Promise<boolean> {
  const { group, participants } = await lockGroup(ctx, id)
  if (group.state !== 'open' || group.expiresAt! > ctx.now()) return false
  await abandon(ctx, group, participants, 'expire', 'system')
  return true
}

async function overdueIds({ db, now }: Ctx): Promise<string[]> {
  const rows = await db
    .selectFrom('groupExchanges')
    .select('id')
    .where('state', '=', 'open')
    .where('expiresAt', '<=', now())
    .orderBy('expiresAt')
    .limit(AT_ONCE)
    .execute()
  return rows.map(({ id }) => id)
}
