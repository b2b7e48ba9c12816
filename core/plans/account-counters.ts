/** The same for what one account has over all workspaces: in the registry, without a plan. */
import type { Facts } from '#kernel/contract.ts'
import { LimitReached } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context } from '#kernel/module.ts'
import type { AccountTables } from './tables.ts'
import { limitNamed } from './terms.ts'

type Registry = Context<AccountTables>

/** Uses one unit of an account's limit, in a transaction of the registry; call it before writing what is counted. */
export async function spendOfAccount(ctx: Context, accountId: string, name: string): Promise<void> {
  const limit = limitNamed(ctx, name, 'account')
  if (await isSpent(ctx, accountId, name, limit.otherwise)) return
  const used = await limit.count(ctx, accountId)
  const row = { accountId, name, used }
  const isNew = await insertIgnore((ctx as Registry).db, ctx.dialect, 'planAccountCounters', row)
  if (isNew && (await isSpent(ctx, accountId, name, limit.otherwise))) return
  throw LimitReached({ limit: name, max: limit.otherwise ?? 0 })
}

/** Returns one, never below none. */
export async function giveBackOfAccount(
  ctx: Context,
  accountId: string,
  name: string,
): Promise<void> {
  await (ctx as Registry).db
    .updateTable('planAccountCounters')
    .set((row) => ({ used: row('used', '-', 1) }))
    .where('accountId', '=', accountId)
    .where('name', '=', name)
    .where('used', '>', 0)
    .execute()
}

async function isSpent(
  { db }: Registry,
  accountId: string,
  name: string,
  most: number | null,
): Promise<boolean> {
  const counter = db
    .updateTable('planAccountCounters')
    .set((row) => ({ used: row('used', '+', 1) }))
    .where('accountId', '=', accountId)
    .where('name', '=', name)
  const guarded = most === null ? counter : counter.where('used', '<', most)
  return (await guarded.executeTakeFirst()).numUpdatedRows === 1n
}

export async function gather({ db, workspace }: Context, accountId: string): Promise<Facts> {
  if (workspace.id !== 'registry') return {}
  const counters = await (db as Registry['db'])
    .selectFrom('planAccountCounters')
    .select(['name', 'used'])
    .where('accountId', '=', accountId)
    .execute()
  return { counters }
}

export async function forget({ db, workspace }: Context, accountId: string): Promise<void> {
  if (workspace.id !== 'registry') return
  await (db as Registry['db'])
    .deleteFrom('planAccountCounters')
    .where('accountId', '=', accountId)
    .execute()
}
