/** A correction of what was completed: a record beside it, with what was said before and what is said now. */
import type * as z from 'zod/mini'
import { KeyReused, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { move } from '#kernel/transition.ts'
import { lockedExecution } from '../access.ts'
import { executionAmended } from '../contract.ts'
import { accountOf } from '../history.ts'
import { tell } from '../news.ts'
import { canonical, executionMachine } from '../rules.ts'
import { fits } from '../standing/rules.ts'
import type { AmendedStep, ExecutionRow } from '../tables.ts'
import { type amendExecution, NoChange } from './contract.ts'
import { type Ctx, readExecution } from './reading.ts'

type Asked = z.output<(typeof amendExecution)['input']>

export async function amend(ctx: Ctx, asked: Asked) {
  const { id = newId(ctx.now().getTime()), executionId, reason } = asked
  const row = await lockedExecution(ctx, executionId)
  const { state } = row
  if (state !== 'completed' && state !== 'amended')
    throw WrongState({ state, allowed: executionMachine.allowed(state, 'supervisor') })
  const earlier = await amendmentsOf(ctx, executionId)
  const changes = await changesOf(ctx, row, asked.changes, earlier)
  const amendment = {
    id,
    executionId,
    memberId: ctx.actor.id,
    reason,
    changes,
    amendedAt: later(ctx.now(), earlier.at(-1)?.amendedAt),
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'executionAmendments', amendment)))
    throw KeyReused()
  const revision = row.revision + 1
  // What was corrected once is corrected again without another state.
  if (state === 'completed')
    await move(ctx, 'executions', executionId, executionMachine, 'amend', {
      by: 'supervisor',
      set: { revision },
    })
  else
    await ctx.db.updateTable('executions').set({ revision }).where('id', '=', executionId).execute()
  await ctx.audit('executions.amended', executionId, {
    reason,
    steps: changes.map((it) => it.stepKey),
  })
  await ctx.emit(executionAmended, { executionId, actorId: ctx.actor.id })
  tell(ctx, executionId, [row.ownerId])
  return readExecution(ctx, { executionId })
}

type Earlier = Awaited<ReturnType<typeof amendmentsOf>>

const amendmentsOf = ({ db }: Ctx, executionId: string) =>
  db
    .selectFrom('executionAmendments')
    .select(['changes', 'amendedAt'])
    .where('executionId', '=', executionId)
    .orderBy('amendedAt')
    .orderBy('id')
    .execute()

/** Their order counts, so no two are of the same moment. */
const later = (now: Date, last: Date | undefined) =>
  new Date(Math.max(now.getTime(), (last?.getTime() ?? -1) + 1))

/** Against what holds now: the events, and the corrections before this one. */
async function changesOf(
  ctx: Ctx,
  row: ExecutionRow,
  asked: Asked['changes'],
  earlier: Earlier,
): Promise<AmendedStep[]> {
  const { steps, standings } = await accountOf(ctx, row)
  const holds = new Map(
    standings.map(({ stepKey, answer, comment }) => [stepKey, { answer, comment }]),
  )
  for (const { stepKey, after } of earlier.flatMap((it) => it.changes)) holds.set(stepKey, after)
  const changes: AmendedStep[] = []
  for (const { stepKey, answer, comment } of asked) {
    const step = steps.find((it) => it.key === stepKey)
    const before = holds.get(stepKey)
    if (!step || !before || (answer && !fits(step, answer))) throw NoChange()
    const after = { answer: answer ?? before.answer, comment: comment ?? before.comment }
    if (canonical(before) === canonical(after)) continue
    changes.push({ stepKey, before, after })
    holds.set(stepKey, after)
  }
  if (changes.length === 0) throw NoChange()
  return changes
}
