/** The end of an execution: complete, with nothing in the way, or abandoned for a reason; what there is stays. */
import type { Problem } from '#kernel/contract.ts'
import { WrongState } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import type { FollowupTables } from '../followups/tables.ts'
import { settingsOf } from '../procedures/settings.ts'
import type { ProceduresTables } from '../procedures/tables.ts'
import { versionById } from '../procedures/versions.ts'
import type { SiteTables } from '../sites/tables.ts'
import { governedExecution } from './access.ts'
import { hindranceOf } from './completing/rules.ts'
import { executionCompleted, VersionClosed } from './contract.ts'
import { accountOf } from './history.ts'
import { closeInterval, momentOf } from './intervals.ts'
import { tell } from './news.ts'
import { executionMachine } from './rules.ts'
import { shownById } from './shown.ts'
import type { EventRow, ExecutionRow, ExecutionTables } from './tables.ts'

type Ctx = Context<ExecutionTables & SiteTables & ProceduresTables & FollowupTables>
type One = { executionId: string }

export async function complete(ctx: Ctx, { executionId }: One) {
  const { row, by } = await governedExecution(ctx, executionId)
  refuseUnless(row, 'complete')
  await refuseRetracted(ctx, row)
  const account = await accountOf(ctx, row)
  const here = new Set(account.photos.filter((it) => it.state === 'here').map((it) => it.id))
  const hindrance: Problem | null = hindranceOf(account.steps, account.standings, (id) =>
    here.has(id),
  )
  if (hindrance) throw hindrance
  await closeInterval(ctx, executionId, lastMoment(account.rows) ?? ctx.now())
  const completedAt = ctx.now()
  await move(ctx, 'executions', executionId, executionMachine, 'complete', {
    by,
    set: { completedAt, revision: row.revision + 1 },
  })
  await ctx.audit('executions.completed', executionId, { events: account.rows.length })
  await ctx.emit(executionCompleted, { executionId, actorId: ctx.actor.id })
  tell(ctx, executionId, [row.ownerId])
  return shownById(ctx, executionId)
}

export async function abandon(ctx: Ctx, { executionId, reason }: One & { reason: string }) {
  const { row, by } = await governedExecution(ctx, executionId)
  await closeInterval(ctx, executionId, ctx.now())
  await move(ctx, 'executions', executionId, executionMachine, 'abandon', {
    by,
    set: { reason, revision: row.revision + 1 },
  })
  await ctx.audit('executions.abandoned', executionId, { reason })
  tell(ctx, executionId, [row.ownerId])
  return shownById(ctx, executionId)
}

/** The state first: what is at its end lacks nothing. */
function refuseUnless({ state }: ExecutionRow, name: 'complete'): void {
  if (executionMachine.next(name, state) === undefined)
    throw WrongState({ state, allowed: executionMachine.allowed(state) })
}

/** The house chose that nothing is finished by a version that was taken back. */
async function refuseRetracted(ctx: Ctx, { versionId }: ExecutionRow): Promise<void> {
  const version = await versionById(ctx, versionId)
  if (version?.state !== 'retracted') return
  const { onRetract } = await settingsOf(ctx)
  if (onRetract === 'block') throw VersionClosed({ state: version.state })
}

/** The work ended when its last word was said, not when the phone found a network. */
function lastMoment(rows: readonly EventRow[]): Date | undefined {
  const moments = rows.map(momentOf).map(Number)
  return moments.length > 0 ? new Date(Math.max(...moments)) : undefined
}
