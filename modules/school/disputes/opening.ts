import { WrongState } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import { DISPUTE_DAYS } from '../exchange/contract.ts'
import { mayDisputeUntil } from '../exchange/rules.ts'
import { readTransfer } from '../exchange/statement.ts'
import { isBetweenMembers, myTransfer } from '../exchange/transfers.ts'
import { give } from './assigning.ts'
import { AlreadyDisputed, DisputeTooLate, transferDisputed } from './contract.ts'
import { leastBusy } from './mediators.ts'
import { tellSides } from '../exchange/news.ts'
import type { ExchangeTables } from '../exchange/tables.ts'

type Ctx = Context<ExchangeTables>

/** Beside the transfer's state: no unit moves before somebody decides. */
export async function disputeTransfer(ctx: Ctx, asked: { transferId: string; reason: string }) {
  const { transferId, reason } = asked
  const row = await myTransfer(ctx, transferId)
  const { state, resolvedAt } = row
  if (state !== 'completed' || !resolvedAt || !isBetweenMembers(row))
    throw WrongState({ state, allowed: [] })
  const openedAt = ctx.now()
  if (openedAt > mayDisputeUntil(resolvedAt)) throw DisputeTooLate({ days: DISPUTE_DAYS })
  const { numUpdatedRows } = await ctx.db
    .updateTable('exchangeTransfers')
    .set({ disputedAt: openedAt, disputedBy: ctx.actor.id, disputeReason: reason })
    .where('id', '=', transferId)
    .where('state', '=', 'completed')
    .where('disputedAt', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw AlreadyDisputed()
  await ctx.db.insertInto('disputes').values({ transferId, state: 'open', openedAt }).execute()
  await ctx.audit('disputes.opened', transferId)
  const mediatorId = await leastBusy(ctx, row)
  if (mediatorId) await give(ctx, transferId, mediatorId, 'system')
  await ctx.emit(transferDisputed, { transferId })
  tellSides(ctx, row, 'completed')
  return readTransfer(ctx, { transferId })
}
