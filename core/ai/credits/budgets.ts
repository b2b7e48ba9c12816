/** What a day may cost, for the workspace and for each person. The limit stands in the UPDATE. */
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context } from '#kernel/module.ts'
import type { AiTables } from '../tables.ts'

type Ctx = Context<AiTables>
export const EVERYBODY = 'workspace'

type Spent = { day: string; who: string; units: number; most: number | null }

/** False when it would be more than the day allows; null allows anything. */
export async function spendToday(ctx: Ctx, spent: Spent): Promise<boolean> {
  if (await isSpent(ctx, spent)) return true
  const { day, who } = spent
  const known = await ctx.db
    .selectFrom('aiSpending')
    .select('used')
    .where('day', '=', day)
    .where('who', '=', who)
    .executeTakeFirst()
  if (!known) await insertIgnore(ctx.db, ctx.dialect, 'aiSpending', { day, who, used: 0 })
  // Again in any case: another transaction may have begun the day or given something back since the first attempt.
  return isSpent(ctx, spent)
}

async function isSpent({ db }: Ctx, { day, who, units, most }: Spent): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('aiSpending')
    .set((row) => ({ used: row('used', '+', units) }))
    .where('day', '=', day)
    .where('who', '=', who)
    .$if(most !== null, (query) => query.where((row) => row(row('used', '+', units), '<=', most!)))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** What was reserved and not used. */
export async function giveBackToday(ctx: Ctx, day: string, who: readonly string[], units: number) {
  if (units <= 0) return
  await ctx.db
    .updateTable('aiSpending')
    .set((row) => ({ used: row('used', '-', units) }))
    .where('day', '=', day)
    .where('who', 'in', [...who])
    .where('used', '>=', units)
    .execute()
}
