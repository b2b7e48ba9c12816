/** What is found not to be as it should be becomes an action; what was put right meanwhile needs none. */
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import type { StepStanding } from '../executions/contract.ts'
import type { ExecutionRow } from '../executions/tables.ts'
import type { Step } from '../steps/contract.ts'
import { followupRaised } from './contract.ts'
import type { FollowupRow, FollowupTables } from './tables.ts'

type Ctx = Context<FollowupTables>
type Found = { steps: readonly Step[]; standings: readonly StepStanding[] }

/** Under the execution's lock: one action for each step that is not conform, however often its events are told. */
export async function followUp(ctx: Ctx, row: ExecutionRow, { steps, standings }: Found) {
  const known = await ctx.db
    .selectFrom('followups')
    .select(['id', 'stepKey', 'state', 'words'])
    .where('executionId', '=', row.id)
    .where('state', '!=', 'cancelled')
    .execute()
  for (const [i, { stepKey, state, comment }] of standings.entries()) {
    const there = known.find((it) => it.stepKey === stepKey)
    if (state === 'nonconform' && !there) await raise(ctx, row, steps[i]!, comment)
    if (state === 'nonconform' && there?.state === 'open' && there.words !== comment)
      await ctx.db
        .updateTable('followups')
        .set({ words: comment, changedAt: ctx.now() })
        .where('id', '=', there.id)
        .execute()
    if (state !== 'nonconform' && there?.state === 'open') await withdraw(ctx, there.id)
  }
}

async function raise(ctx: Ctx, row: ExecutionRow, step: Step, words: string) {
  const { id: executionId, siteId, equipmentId, ownerId } = row
  const at = ctx.now()
  const followup: FollowupRow = {
    ...{ id: newId(), executionId, siteId, equipmentId, words },
    ...{ stepKey: step.key, title: step.title, creatorId: ownerId },
    state: 'open',
    origin: 'nonconformity',
    priority: step.isGate || step.isCritical ? 'high' : 'normal',
    ...{ assigneeId: null, dueOn: null, contact: '' },
    ...{ createdAt: at, changedAt: at, doneAt: null },
  }
  await ctx.db.insertInto('followups').values(followup).execute()
  await ctx.emit(followupRaised, { followupId: followup.id })
}

/** Nobody has it yet, and its step is as it should be after all. */
async function withdraw(ctx: Ctx, followupId: string) {
  const movedAt = ctx.now()
  await ctx.db
    .updateTable('followups')
    .set({ state: 'cancelled', changedAt: movedAt })
    .where('id', '=', followupId)
    .where('state', '=', 'open')
    .execute()
  const move = { id: newId(), followupId, memberId: null, move: 'cancel', words: '', movedAt }
  await ctx.db.insertInto('followupMoves').values(move).execute()
}
