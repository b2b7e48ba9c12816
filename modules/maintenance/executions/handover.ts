/** Another technician goes on; the one before may still bring what their phone has. */
import { activeMembers } from '#core/workspaces/api.ts'
import { WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context } from '#kernel/module.ts'
import type { ProceduresTables } from '../procedures/tables.ts'
import { rolesWith } from '../roles.ts'
import type { SiteTables } from '../sites/tables.ts'
import { governedExecution } from './access.ts'
import { closeInterval, openInterval } from './intervals.ts'
import { tell } from './news.ts'
import { executionHandedOver, NotATechnician } from './office/contract.ts'
import { isRunning } from './rules.ts'
import { shownById } from './shown.ts'
import type { ExecutionTables } from './tables.ts'

type Ctx = Context<ExecutionTables & SiteTables & ProceduresTables>

/** Everybody who may carry out procedures here, by name. */
export async function technicians(ctx: Context) {
  const roles = rolesWith('executions.work')
  const members = await activeMembers(ctx)
  return members
    .filter((it) => it.roles.some((role) => roles.includes(role)))
    .map(({ id, name }) => ({ id, name }))
}

export async function handOver(ctx: Ctx, asked: { executionId: string; memberId: string }) {
  const { executionId, memberId } = asked
  const { row } = await governedExecution(ctx, executionId)
  const { state, ownerId } = row
  if (!isRunning(state)) throw WrongState({ state, allowed: [] })
  const able = await technicians(ctx)
  if (!able.some(({ id }) => id === memberId)) throw NotATechnician()
  if (memberId === ownerId) return shownById(ctx, executionId)
  await ctx.db
    .updateTable('executions')
    .set({ ownerId: memberId, revision: row.revision + 1 })
    .where('id', '=', executionId)
    .execute()
  const hand = { executionId, memberId, since: ctx.now() }
  await insertIgnore(ctx.db, ctx.dialect, 'executionHands', hand)
  if (state === 'in_progress') {
    await closeInterval(ctx, executionId, ctx.now())
    await openInterval(ctx, { ...row, ownerId: memberId }, ctx.now())
  }
  await ctx.audit('executions.handed-over', executionId, { from: ownerId, to: memberId })
  await ctx.emit(executionHandedOver, { executionId, memberId, actorId: ctx.actor.id })
  tell(ctx, executionId, [ownerId, memberId])
  return shownById(ctx, executionId)
}
