/** Counters with a limit. The limit stands in the UPDATE itself, so that of many who want the last unit one gets it. */
import { LimitReached } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context } from '#kernel/module.ts'
import { lockedStanding, mostFor } from './standing.ts'
import type { PlanTables } from './tables.ts'
import { limitNamed, limitsOf } from './terms.ts'

type Ctx = Context<PlanTables>

/**
 * Uses `count` units of a limit in the caller's transaction, or throws LimitReached (402). Call it before writing what
 * is counted: a counter that does not exist yet begins with the truth.
 */
export async function spend(ctx: Context, name: string, count = 1): Promise<void> {
  if (await isSpent(ctx, name, count)) return
  if ((await mostOf(ctx, name)) === undefined) await begin(ctx, name)
  // Again in any case: another transaction may have begun the counter since the first attempt.
  if (await isSpent(ctx, name, count)) return
  throw LimitReached({ limit: name, max: (await mostOf(ctx, name)) ?? 0 })
}

/** Returns units, never below none. */
export async function giveBack(ctx: Context, name: string, count = 1): Promise<void> {
  if (count <= 0) return
  await (ctx as Ctx).db
    .updateTable('planCounters')
    .set(({ eb, lit }) => ({
      used: eb
        .case()
        .when('used', '>', count)
        .then(eb('used', '-', count))
        .else(lit(0))
        .end(),
    }))
    .where('name', '=', name)
    .execute()
}

async function isSpent({ db }: Ctx, name: string, count: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('planCounters')
    .set((row) => ({ used: row('used', '+', count) }))
    .where('name', '=', name)
    .where((row) =>
      row.or([row('most', 'is', null), row(row('used', '+', count), '<=', row.ref('most'))]),
    )
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Undefined: nobody has counted yet. */
async function mostOf({ db }: Ctx, name: string): Promise<number | null | undefined> {
  const row = await db
    .selectFrom('planCounters')
    .select('most')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.most
}

async function begin(ctx: Ctx, name: string): Promise<void> {
  const standing = await lockedStanding(ctx)
  const used = await limitNamed(ctx, name, 'workspace').count(ctx)
  const row = { name, used, most: mostFor(ctx, standing, name) }
  await insertIgnore(ctx.db, ctx.dialect, 'planCounters', row)
}

export type Drift = { limit: string; was: number; is: number }

/** Brings the counters back to the truth, while those who spend wait, or only looks; says what was wrong. */
export async function recount(ctx: Context, { repairs = true } = {}): Promise<Drift[]> {
  const drifts: Drift[] = []
  for (const [name, limit] of limitsOf(ctx)) {
    const asked = (ctx as Ctx).db.selectFrom('planCounters').select('used').where('name', '=', name)
    const row = await ctx.locked(asked).executeTakeFirst()
    if (!row) continue // begins with the truth
    const is = await limit.count(ctx)
    if (is === row.used) continue
    drifts.push({ limit: name, was: row.used, is })
    if (!repairs) continue
    await (ctx as Ctx).db
      .updateTable('planCounters')
      .set({ used: is })
      .where('name', '=', name)
      .execute()
  }
  if (drifts.length && repairs) await ctx.audit('plans.recounted', ctx.workspace.id, { drifts })
  return drifts
}

/** What is in use of each limit, counted anew where nobody has counted yet. */
export async function usageOf(ctx: Ctx): Promise<Map<string, number>> {
  const rows = await ctx.db.selectFrom('planCounters').select(['name', 'used']).execute()
  const used = new Map(rows.map((it) => [it.name, it.used]))
  for (const [name, limit] of limitsOf(ctx))
    if (!used.has(name)) used.set(name, await limit.count(ctx))
  return used
}
