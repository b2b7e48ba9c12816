/** What events come to is written beside them: states to count, conflicts to decide, actions to follow. */
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { followUp } from '../followups/raising.ts'
import type { FollowupTables } from '../followups/tables.ts'
import type { Step } from '../steps/contract.ts'
import type { StepStanding } from './contract.ts'
import type { EventRow, ExecutionRow, ExecutionTables } from './tables.ts'

type Ctx = Context<ExecutionTables & FollowupTables>
type Account = {
  steps: readonly Step[]
  standings: readonly StepStanding[]
  events: readonly EventRow[]
}

export async function settle(ctx: Ctx, row: ExecutionRow, account: Account): Promise<void> {
  const { standings, steps, events } = account
  await keepStates(ctx, row.id, standings)
  const conflicts = await keepConflicts(ctx, row.id, standings)
  await followUp(ctx, row, { steps, standings })
  const settled = standings.filter((it) => ['done', 'nonconform', 'skipped'].includes(it.state))
  await ctx.db
    .updateTable('executions')
    .set({
      revision: row.revision + 1,
      settledCount: settled.length,
      nonconformCount: standings.filter((it) => it.state === 'nonconform').length,
      conflictCount: conflicts,
      eventCount: events.length,
    })
    .where('id', '=', row.id)
    .execute()
}

async function keepStates(
  { db, now }: Ctx,
  executionId: string,
  standings: readonly StepStanding[],
) {
  const rows = await db
    .selectFrom('executionSteps')
    .select(['stepKey', 'state'])
    .where('executionId', '=', executionId)
    .execute()
  const before = new Map(rows.map((it) => [it.stepKey, it.state]))
  for (const { stepKey, state } of standings) {
    if (before.get(stepKey) === state) continue
    await db
      .updateTable('executionSteps')
      .set({ state, changedAt: now() })
      .where('executionId', '=', executionId)
      .where('stepKey', '=', stepKey)
      .execute()
  }
}

/** One open conflict at most for each field; one that came to the same value by itself is gone. */
async function keepConflicts(
  { db, now }: Ctx,
  executionId: string,
  standings: readonly StepStanding[],
): Promise<number> {
  const rows = await db
    .selectFrom('executionConflicts')
    .select(['id', 'stepKey', 'field'])
    .where('executionId', '=', executionId)
    .where('state', '=', 'open')
    .execute()
  const found = standings.flatMap((it) => it.conflicts.map((field) => ({ ...it, field })))
  for (const { stepKey, field } of found) {
    if (rows.some((it) => it.stepKey === stepKey && it.field === field)) continue
    await db
      .insertInto('executionConflicts')
      .values({
        ...{ id: newId(), executionId, stepKey, field },
        ...{ state: 'open', choiceId: null, over: [], resolvedBy: null, resolvedAt: null },
        ...{ note: '', createdAt: now() },
      })
      .execute()
  }
  for (const { id, stepKey, field } of rows) {
    if (found.some((it) => it.stepKey === stepKey && it.field === field)) continue
    await db.updateTable('executionConflicts').set({ state: 'gone' }).where('id', '=', id).execute()
  }
  return found.length
}
