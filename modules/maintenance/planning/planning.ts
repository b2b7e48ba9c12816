/** Executions for a day to come: planned for somebody, moved, dropped, and read by the week. */
import type * as z from 'zod/mini'
import { dayAfter, instantOf } from '#core/calendar/contract.ts'
import { KeyReused, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { lockedExecution, overseesAll } from '../executions/access.ts'
import { VersionClosed } from '../executions/contract.ts'
import { technicians } from '../executions/handover.ts'
import { tell } from '../executions/news.ts'
import { executionPlanned, NotATechnician } from '../executions/office/contract.ts'
import { executionMachine } from '../executions/rules.ts'
import { shownAll, shownById } from '../executions/shown.ts'
import { blank, placeOf, startable } from '../executions/starting.ts'
import type { ExecutionRow, ExecutionTables } from '../executions/tables.ts'
import type { ProceduresTables } from '../procedures/tables.ts'
import type { SiteTables } from '../sites/tables.ts'
import * as contract from './contract.ts'

type Ctx = Context<ExecutionTables & SiteTables & ProceduresTables>

export async function readWeek(ctx: Ctx, asked: z.output<typeof contract.readWeek.input>) {
  const { from, siteId, ownerId, cursor, limit } = asked
  const after = momentAfter(cursor)
  const until = dayAfter(from, 7)
  const zone = ctx.workspace.timeZone
  const [start, end] = [from, until].map((day) => instantOf(day, '00:00', zone))
  let query = ctx.db
    .selectFrom('executions')
    .selectAll()
    // A plan's place in lists is its day: both are found by one index.
    .where('listedAt', '>=', start!)
    .where('listedAt', '<', end!)
  if (!overseesAll(ctx)) query = query.where('ownerId', '=', ctx.actor.id)
  if (ownerId) query = query.where('ownerId', '=', ownerId)
  if (siteId) query = query.where('siteId', '=', siteId)
  if (after)
    query = query.where(({ or, and, eb }) =>
      or([
        eb('listedAt', '>', after.at),
        and([eb('listedAt', '=', after.at), eb('id', '>', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('listedAt')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const placeIn = (it: ExecutionRow) => ({ by: it.listedAt.toISOString(), id: it.id })
  const { page, next } = pageFrom(rows, limit, placeIn)
  return { items: await shownAll(ctx, page), next }
}

export const readPlanners = async (ctx: Ctx) => ({ items: await technicians(ctx) })

export async function plan(ctx: Ctx, asked: z.output<typeof contract.planExecution.input>) {
  const { id = newId(ctx.now().getTime()), procedureId, ownerId, plannedOn } = asked
  const { plannedFrom = null, plannedUntil = null } = asked
  await refuseUnable(ctx, ownerId)
  const procedure = await ctx.db
    .selectFrom('procedures')
    .select('publishedId')
    .where('id', '=', procedureId)
    .executeTakeFirst()
  if (!procedure?.publishedId) throw VersionClosed({ state: 'draft' })
  const version = await startable(ctx, procedure.publishedId, ctx.now())
  const times = { plannedOn, plannedFrom, plannedUntil }
  const row: ExecutionRow = {
    ...blank(ctx, { id, procedureId, versionId: version.id }),
    ...(await placeOf(ctx, asked)),
    ...times,
    ownerId,
    stepCount: version.steps.length,
    listedAt: placeInTime(ctx, times),
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'executions', row))) throw KeyReused()
  await ctx.audit('planning.planned', id, { ownerId, plannedOn })
  await ctx.emit(executionPlanned, { executionId: id, memberId: ownerId, actorId: ctx.actor.id })
  tell(ctx, id, [ownerId])
  return shownById(ctx, id)
}

export async function movePlan(ctx: Ctx, asked: z.output<typeof contract.movePlan.input>) {
  const { executionId } = asked
  const row = await planned(ctx, executionId)
  const ownerId = asked.ownerId ?? row.ownerId
  const isOther = ownerId !== row.ownerId
  if (isOther && ownerId !== null) await refuseUnable(ctx, ownerId)
  const { plannedOn = row.plannedOn, plannedFrom = row.plannedFrom } = asked
  const { plannedUntil = row.plannedUntil } = asked
  const times = { plannedOn, plannedFrom, plannedUntil }
  await ctx.db
    .updateTable('executions')
    .set({ ...times, ownerId, listedAt: placeInTime(ctx, times), revision: row.revision + 1 })
    .where('id', '=', executionId)
    .execute()
  await ctx.audit('planning.moved', executionId, { ownerId, plannedOn })
  if (isOther && ownerId !== null)
    await ctx.emit(executionPlanned, { executionId, memberId: ownerId, actorId: ctx.actor.id })
  tell(ctx, executionId, [row.ownerId, ownerId])
  return shownById(ctx, executionId)
}

export async function dropPlan(ctx: Ctx, { executionId }: { executionId: string }) {
  const row = await planned(ctx, executionId)
  await ctx.db.deleteFrom('executions').where('id', '=', executionId).execute()
  await ctx.audit('planning.dropped', executionId)
  tell(ctx, executionId, [row.ownerId])
  return { done: true } as const
}

async function planned(ctx: Ctx, executionId: string): Promise<ExecutionRow> {
  const row = await lockedExecution(ctx, executionId)
  const { state } = row
  if (state !== 'planned') throw WrongState({ state, allowed: executionMachine.allowed(state) })
  return row
}

async function refuseUnable(ctx: Ctx, memberId: string): Promise<void> {
  const able = await technicians(ctx)
  if (!able.some(({ id }) => id === memberId)) throw NotATechnician()
}

type Times = Pick<ExecutionRow, 'plannedOn' | 'plannedFrom' | 'plannedUntil'>

/** Its hour on the workspace's wall, or the beginning of its day. */
function placeInTime({ workspace }: Ctx, { plannedOn, plannedFrom, plannedUntil }: Times): Date {
  if (plannedFrom !== null && plannedUntil !== null && plannedUntil <= plannedFrom)
    throw contract.HoursCrossed()
  return instantOf(plannedOn!, plannedFrom ?? '00:00', workspace.timeZone)
}
