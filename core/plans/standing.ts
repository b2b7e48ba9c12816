/** Which plan holds in a workspace, and how it changes: wider at once, narrower when the period ends, never with a loss. */
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context } from '#kernel/module.ts'
import { NothingPlanned, UnknownPlan } from './contract.ts'
import type { PlanTables, StandingRow } from './tables.ts'
import { limitNamed, mostUnder, termsOf, versionOf, versionOn } from './terms.ts'

type Ctx = Context<PlanTables>
const HERE = 'plan'

/** What holds now; also before anything was written. */
export async function standingOf(ctx: Ctx): Promise<StandingRow> {
  const row = await ctx.db
    .selectFrom('planStanding')
    .selectAll()
    .where('id', '=', HERE)
    .executeTakeFirst()
  return row ?? first(ctx)
}

/** Always the first plan of the kind, whatever anybody asked for. */
function first(ctx: Ctx): StandingRow {
  const terms = termsOf(ctx)
  const takenAt = ctx.now()
  const { since: version } = versionOn(terms, dayOf(takenAt))
  return { id: HERE, plan: terms.plans[0]!.name, version, takenAt, nextPlan: null, nextAt: null }
}

/** The same, written down and locked: who begins a counter or changes the plan waits here for the other. */
export async function lockedStanding(ctx: Ctx): Promise<StandingRow> {
  await insertIgnore(ctx.db, ctx.dialect, 'planStanding', first(ctx))
  const asked = ctx.db.selectFrom('planStanding').selectAll().where('id', '=', HERE)
  return ctx.locked(asked).executeTakeFirstOrThrow()
}

/** The most that a standing allows of one limit. */
export function mostFor(ctx: Ctx, { plan, version }: StandingRow, name: string): number | null {
  const terms = termsOf(ctx)
  return mostUnder(terms, versionOf(terms, version), plan, name, limitNamed(ctx, name, 'workspace'))
}

/** The same for what holds now. */
export const allowanceOf = async (ctx: Context, name: string): Promise<number | null> =>
  mostFor(ctx, await standingOf(ctx), name)

export type PlanChange = { plan: string; reason: string; isAtOnce?: boolean }

/** A wider plan holds at once. A narrower one is planned for the end of the month, unless it shall hold at once. */
export async function changePlan(
  ctx: Ctx,
  { plan, reason, isAtOnce = false }: PlanChange,
): Promise<void> {
  const { plans } = termsOf(ctx)
  const rank = (name: string) => plans.findIndex((it) => it.name === name)
  if (rank(plan) < 0) throw UnknownPlan({ plan })
  const standing = await lockedStanding(ctx)
  const at = monthAfter(ctx.now())
  if (rank(plan) >= rank(standing.plan) || isAtOnce) await take(ctx, plan)
  else
    await ctx.db
      .updateTable('planStanding')
      .set({ nextPlan: plan, nextAt: at })
      .where('id', '=', HERE)
      .execute()
  await ctx.audit('plans.changed', ctx.workspace.id, { from: standing.plan, plan, reason })
}

/** The planned change will not happen. */
export async function keepPlan(ctx: Ctx, reason: string): Promise<void> {
  const kept = await ctx.db
    .updateTable('planStanding')
    .set({ nextPlan: null, nextAt: null })
    .where('id', '=', HERE)
    .where('nextPlan', 'is not', null)
    .executeTakeFirst()
  if (kept.numUpdatedRows !== 1n) throw NothingPlanned()
  await ctx.audit('plans.kept', ctx.workspace.id, { reason })
}

/** A planned change whose moment has come. */
export async function applyPlanned(ctx: Ctx): Promise<void> {
  if (!(await standingOf(ctx)).nextPlan) return
  const { plan, nextPlan, nextAt } = await lockedStanding(ctx)
  if (!nextPlan || !nextAt || nextAt > ctx.now()) return
  await take(ctx, nextPlan)
  await ctx.audit('plans.changed', ctx.workspace.id, { from: plan, plan: nextPlan, reason: '' })
}

/** The counters learn their new limit in the same transaction: who races for the last unit sees one or the other. */
async function take(ctx: Ctx, plan: string): Promise<void> {
  const { db, now } = ctx
  const { since: version } = versionOn(termsOf(ctx), dayOf(now()))
  const change = { plan, version, takenAt: now(), nextPlan: null, nextAt: null }
  await db.updateTable('planStanding').set(change).where('id', '=', HERE).execute()
  const counters = await db.selectFrom('planCounters').select('name').orderBy('name').execute()
  for (const { name } of counters) {
    const most = mostFor(ctx, { id: HERE, ...change }, name)
    await db.updateTable('planCounters').set({ most }).where('name', '=', name).execute()
  }
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10)

/** The first instant of the month that follows. */
const monthAfter = (at: Date) => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))
