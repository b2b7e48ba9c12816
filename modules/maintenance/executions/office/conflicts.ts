/** Two devices said different things: both stay, a person says which holds. */
import type * as z from 'zod/mini'
import { NotFound, WrongState } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import type { FollowupTables } from '../../followups/tables.ts'
import type { ProceduresTables } from '../../procedures/tables.ts'
import type { SiteTables } from '../../sites/tables.ts'
import { lockedExecution } from '../access.ts'
import { accountOf, resolutionsOf, toldOf } from '../history.ts'
import { tell } from '../news.ts'
import { isRunning } from '../rules.ts'
import { settle } from '../settling.ts'
import { heads, inOrder, standings } from '../standing/rules.ts'
import type { ConflictRow, EventRow, ExecutionTables } from '../tables.ts'
import { type Conflict, NoSuchValue, type resolveConflict } from './contract.ts'
import { namesOf, readExecution } from './reading.ts'

type Ctx = Context<ExecutionTables & SiteTables & ProceduresTables & FollowupTables>

export async function conflictsOf(
  ctx: Ctx,
  executionId: string,
  events: readonly EventRow[],
): Promise<Conflict[]> {
  const rows = await ctx.db
    .selectFrom('executionConflicts')
    .selectAll()
    .where('executionId', '=', executionId)
    .where('state', '!=', 'gone')
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  if (rows.length === 0) return []
  const resolutions = await resolutionsOf(ctx, executionId)
  const people = rows.map(({ resolvedBy }) => ({ memberId: resolvedBy }))
  const name = await namesOf(ctx, [...events, ...people])
  const byId = new Map(events.map((it) => [it.id, it]))
  return rows.map((row) => ({
    ...{ id: row.id, stepKey: row.stepKey, field: row.field, note: row.note },
    values: valueIds(row, events, resolutions).map((id) => valueOf(byId.get(id)!, name)),
    resolvedBy: row.resolvedBy === null ? null : name(row.resolvedBy),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    choiceId: row.choiceId,
  }))
}

type Resolutions = Awaited<ReturnType<typeof resolutionsOf>>

function valueIds(row: ConflictRow, events: readonly EventRow[], resolutions: Resolutions) {
  if (row.state === 'resolved') return [row.choiceId!, ...row.over]
  return open(row, events, resolutions)
}

const open = (
  { stepKey, field }: Pick<ConflictRow, 'stepKey' | 'field'>,
  events: readonly EventRow[],
  resolutions: Resolutions,
) => {
  const told = inOrder(
    events.filter((it) => it.refusal === null && it.stepKey === stepKey).map(toldOf),
  )
  const settled = resolutions.filter((it) => it.stepKey === stepKey)
  return heads(field, told, settled).map(({ id }) => id)
}

const valueOf = (
  row: EventRow,
  name: (id: string | null) => string,
): Conflict['values'][number] => ({
  eventId: row.id,
  answer: row.what.kind === 'answered' ? row.what.answer : null,
  comment: row.what.kind === 'commented' ? row.what.text : null,
  by: name(row.memberId),
  deviceId: row.deviceId,
  deviceAt: row.deviceAt.toISOString(),
  receivedAt: row.receivedAt.toISOString(),
})

type Asked = z.output<(typeof resolveConflict)['input']>

/** What lost stays in the history; whoever builds on it later disagrees anew. */
export async function resolve(ctx: Ctx, { executionId, conflictId, choiceId, note }: Asked) {
  const row = await lockedExecution(ctx, executionId)
  const conflict = await ctx.db
    .selectFrom('executionConflicts')
    .selectAll()
    .where('id', '=', conflictId)
    .where('executionId', '=', executionId)
    .executeTakeFirstOrThrow(() => NotFound())
  if (conflict.state !== 'open') throw WrongState({ state: conflict.state, allowed: [] })
  if (!isRunning(row.state)) throw WrongState({ state: row.state, allowed: [] })
  const account = await accountOf(ctx, row)
  const values = open(conflict, account.rows, account.resolutions)
  if (!values.includes(choiceId)) throw NoSuchValue()
  const over = values.filter((id) => id !== choiceId)
  await ctx.db
    .updateTable('executionConflicts')
    .set({
      state: 'resolved',
      choiceId,
      over,
      note,
      resolvedBy: ctx.actor.id,
      resolvedAt: ctx.now(),
    })
    .where('id', '=', conflictId)
    .execute()
  const resolutions = await resolutionsOf(ctx, executionId)
  const { steps, told, rows } = account
  const settled = standings(steps, told, resolutions)
  await settle(ctx, row, { steps, standings: settled, events: rows })
  await ctx.audit('executions.conflict-resolved', executionId, { conflictId, choiceId })
  tell(ctx, executionId, [row.ownerId])
  return readExecution(ctx, { executionId })
}
