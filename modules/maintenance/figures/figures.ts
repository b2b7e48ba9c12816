/** Figures from the rows as they are: each by one statement over an index, whatever was ever done. */
import type { Kysely } from 'kysely'
import { wallTime } from '#core/calendar/contract.ts'
import type { Context } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import type { ExecutionTables } from '../executions/tables.ts'
import { late, todayIn } from '../executions/shown.ts'
import type { FollowupTables } from '../followups/tables.ts'
import type { ProceduresTables } from '../procedures/tables.ts'
import type { SiteTables } from '../sites/tables.ts'
import type { TipsTables } from '../tips/tables.ts'
import type { Figures } from './contract.ts'
import { meanOf, monthsBetween } from './rules.ts'

export type Tables = ExecutionTables & FollowupTables & ProceduresTables & SiteTables & TipsTables
export type Ctx = Context<Tables>
type Db = Kysely<Tables>

const MOST_PLACES = 10
export const ended = ['completed', 'amended'] as const

export const sinceOf = ({ now }: Pick<Ctx, 'now'>, days: number) =>
  new Date(now().getTime() - days * DAY)

export async function readFigures(ctx: Ctx, { days }: { days: number }) {
  const { db } = ctx
  const since = sinceOf(ctx, days)
  const states = await db
    .selectFrom('executions')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  const today = todayIn(ctx)
  const lateOnes = await db
    .selectFrom('executions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('plannedOn', '<', today)
    .where('state', 'in', late)
    .executeTakeFirstOrThrow()
  return {
    since,
    states: states.map(({ state, count }) => ({ state, count: Number(count) })),
    late: Number(lateOnes.count),
    followups: await followupsOf(db, today),
    review: await reviewOf(db),
    nonconform: {
      sites: await wrongBy(db, since, 'siteId', 'sites'),
      equipment: await wrongBy(db, since, 'equipmentId', 'siteEquipment'),
    },
    ...(await worked(ctx, since)),
  }
}

async function followupsOf(db: Db, today: string) {
  const open = db
    .selectFrom('followups')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', 'in', ['open', 'assigned', 'in_progress'])
  const [all, overdue] = [
    await open.executeTakeFirstOrThrow(),
    await open.where('dueOn', '<', today).executeTakeFirstOrThrow(),
  ]
  return { open: Number(all.count), overdue: Number(overdue.count) }
}

async function reviewOf(db: Db) {
  const versions = await db
    .selectFrom('procedureVersions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'in_review')
    .executeTakeFirstOrThrow()
  const tips = await db
    .selectFrom('tips')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'proposed')
    .executeTakeFirstOrThrow()
  return { versions: Number(versions.count), tips: Number(tips.count) }
}

/** Where most steps were not as they should be. */
async function wrongBy(
  db: Db,
  since: Date,
  column: 'siteId' | 'equipmentId',
  table: 'sites' | 'siteEquipment',
) {
  const rows = await db
    .selectFrom('executions')
    .select(({ fn }) => [column, fn.sum<number>('nonconformCount').as('count')])
    .where('listedAt', '>=', since)
    .where('nonconformCount', '>', 0)
    .where(column, 'is not', null)
    .groupBy(column)
    .orderBy('count', 'desc')
    .orderBy(column)
    .limit(MOST_PLACES)
    .execute()
  const ids = rows.map((it) => it[column]!)
  if (ids.length === 0) return []
  const named = await db.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).execute()
  const names = new Map(named.map((it) => [it.id, it.name]))
  return rows.map((it) => ({
    id: it[column]!,
    name: names.get(it[column]!) ?? '',
    count: Number(it.count),
  }))
}

type Month = { completed: number; nonconform: number; sumMs: number }

/** Real working time: what lies between a start and a pause, added up. */
async function worked(
  ctx: Ctx,
  since: Date,
): Promise<Pick<Figures, 'completed' | 'abandoned' | 'meanMs' | 'months'>> {
  const { db, workspace, now } = ctx
  const monthIn = (moment: Date) => wallTime(moment, workspace.timeZone).day.slice(0, 7)
  const done = await db
    .selectFrom('executions')
    .select(['id', 'completedAt', 'nonconformCount'])
    .where('listedAt', '>=', since)
    .where('state', 'in', [...ended])
    .execute()
  const spans = await db
    .selectFrom('executionIntervals')
    .innerJoin('executions', 'executions.id', 'executionIntervals.executionId')
    .select(['executionId', 'executionIntervals.startedAt', 'executionIntervals.endedAt'])
    .where('executions.listedAt', '>=', since)
    .where('executions.state', 'in', [...ended])
    .where('executionIntervals.endedAt', 'is not', null)
    .execute()
  const abandoned = await db
    .selectFrom('executions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'abandoned')
    .where('listedAt', '>=', since)
    .executeTakeFirstOrThrow()
  const lengths = new Map<string, number>()
  for (const { executionId, startedAt, endedAt } of spans) {
    const ms = Math.max(0, endedAt!.getTime() - startedAt.getTime())
    lengths.set(executionId, (lengths.get(executionId) ?? 0) + ms)
  }
  const months = new Map<string, Month>()
  // A day has one month: asking the clock of the wall for each of thousands takes longer than the query.
  const known = new Map<number, string>()
  let sumMs = 0
  for (const { id, completedAt, nonconformCount } of done) {
    const hour = Math.floor(completedAt!.getTime() / 3_600_000)
    const name = known.get(hour) ?? monthIn(completedAt!)
    known.set(hour, name)
    const month = months.get(name) ?? { completed: 0, nonconform: 0, sumMs: 0 }
    const ms = lengths.get(id) ?? 0
    month.completed += 1
    month.nonconform += nonconformCount
    month.sumMs += ms
    sumMs += ms
    months.set(name, month)
  }
  return {
    completed: done.length,
    abandoned: Number(abandoned.count),
    meanMs: meanOf(sumMs, done.length),
    months: monthsBetween(monthIn(since), monthIn(now())).map((month) => {
      const { completed, nonconform, sumMs } = months.get(month) ?? { completed: 0, nonconform: 0, sumMs: 0 } // prettier-ignore
      return { month, completed, nonconform, meanMs: meanOf(sumMs, completed) }
    }),
  }
}
