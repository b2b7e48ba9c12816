import type { Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { CannotMediate, disputeAssigned } from './contract.ts'
import { mediatorsFor } from './mediators.ts'
import { disputeFor, readDispute } from './reading.ts'
import { disputeMachine } from './rules.ts'
import type { ExchangeTables } from '../exchange/tables.ts'

type Ctx = Context<ExchangeTables>

/** Taken on by the caller, or handed to another who may mediate. */
export async function assign(
  ctx: Ctx,
  asked: { transferId: string; mediatorId?: string | undefined },
) {
  const { transferId, mediatorId = ctx.actor.id } = asked
  const { transfer, isMediation } = await disputeFor(ctx, transferId)
  if (!isMediation) throw CannotMediate()
  const able = await mediatorsFor(ctx, transfer)
  if (!able.some(({ id }) => id === mediatorId)) throw CannotMediate()
  await give(ctx, transferId, mediatorId, 'mediator')
  return readDispute(ctx, { transferId })
}

/** To a first mediator, or from one to the next; two who take it at the same moment come one after the other. */
export async function give(
  ctx: Ctx,
  transferId: string,
  mediatorId: string,
  by: 'mediator' | 'system',
): Promise<void> {
  const set = { mediatorId, assignedAt: ctx.now() }
  const dispute = ctx.db.selectFrom('disputes').select('state').where('transferId', '=', transferId)
  await ctx.locked(dispute).execute()
  const { numUpdatedRows } = await ctx.db
    .updateTable('disputes')
    .set(set)
    .where('transferId', '=', transferId)
    .where('state', '=', 'mediated')
    .executeTakeFirst()
  if (numUpdatedRows === 0n)
    await move(ctx, 'disputes', transferId, disputeMachine, 'assign', {
      by,
      key: 'transferId',
      set,
    })
  await ctx.audit('disputes.assigned', transferId, { mediatorId })
  await ctx.emit(disputeAssigned, { transferId, mediatorId })
}
