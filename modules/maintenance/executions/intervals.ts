/** When it was really worked on: begun, paused and gone on with by the phone or by the office. */
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import type { ProceduresTables } from '../procedures/tables.ts'
import type { SiteTables } from '../sites/tables.ts'
import { governedExecution } from './access.ts'
import { tell } from './news.ts'
import { executionMachine, trueMoment } from './rules.ts'
import { shownById } from './shown.ts'
import type { EventRow, ExecutionRow, ExecutionTables } from './tables.ts'

type Ctx = Context<ExecutionTables & SiteTables & ProceduresTables>
type State = ExecutionRow['state']

export const momentOf = ({ deviceAt, driftMs, receivedAt }: EventRow): Date =>
  trueMoment(deviceAt.toISOString(), driftMs, receivedAt)

/** A pause that another device has made already, or ended, changes nothing. */
export async function pauseBy(
  ctx: Ctx,
  row: ExecutionRow,
  state: State,
  event: EventRow,
): Promise<State> {
  const name = { paused: 'pause', resumed: 'resume' }[event.what.kind as 'paused'] as
    | 'pause'
    | 'resume'
    | undefined
  if (name === undefined || executionMachine.next(name, state) === undefined) return state
  const next = await move(ctx, 'executions', row.id, executionMachine, name)
  if (name === 'pause') await closeInterval(ctx, row.id, momentOf(event))
  else await openInterval(ctx, row, momentOf(event))
  return next
}

export const pause = (ctx: Ctx, asked: { executionId: string }) => turn(ctx, asked, 'pause')
export const resume = (ctx: Ctx, asked: { executionId: string }) => turn(ctx, asked, 'resume')

const acts = { pause: 'executions.paused', resume: 'executions.resumed' }

async function turn(ctx: Ctx, { executionId }: { executionId: string }, name: 'pause' | 'resume') {
  const { row, by } = await governedExecution(ctx, executionId)
  const set = { revision: row.revision + 1 }
  await move(ctx, 'executions', executionId, executionMachine, name, { by, set })
  if (name === 'pause') await closeInterval(ctx, executionId, ctx.now())
  else await openInterval(ctx, row, ctx.now())
  await ctx.audit(acts[name], executionId)
  tell(ctx, executionId, [row.ownerId])
  return shownById(ctx, executionId)
}

export async function openInterval({ db }: Ctx, row: ExecutionRow, startedAt: Date): Promise<void> {
  const { id: executionId, ownerId: memberId } = row
  await db
    .insertInto('executionIntervals')
    .values({ id: newId(), executionId, memberId, startedAt, endedAt: null })
    .execute()
}

/** Never before it began, whatever a clock says. */
export async function closeInterval({ db }: Ctx, executionId: string, at: Date): Promise<void> {
  const open = await db
    .selectFrom('executionIntervals')
    .select(['id', 'startedAt'])
    .where('executionId', '=', executionId)
    .where('endedAt', 'is', null)
    .execute()
  for (const { id, startedAt } of open)
    await db
      .updateTable('executionIntervals')
      .set({ endedAt: at < startedAt ? startedAt : at })
      .where('id', '=', id)
      .execute()
}
