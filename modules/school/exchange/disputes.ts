import type * as z from 'zod/mini'
import { WrongState } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import * as exchange from './contract.ts'
import { mayDisputeUntil } from './rules.ts'
import { readTransfer } from './statement.ts'
import type { ExchangeTables } from './tables.ts'
import { factsOf, isBetweenMembers, myTransfer } from './transfers.ts'

type Ctx = Context<ExchangeTables>

/** Beside the state: no unit moves before an administrator decides. */
export async function disputeTransfer(ctx: Ctx, asked: z.output<typeof exchange.GivenReason>) {
  const { transferId, reason } = asked
  const row = await myTransfer(ctx, transferId)
  const { state, resolvedAt } = row
  if (state !== 'completed' || !resolvedAt || !isBetweenMembers(row))
    throw WrongState({ state, allowed: [] })
  if (ctx.now() > mayDisputeUntil(resolvedAt))
    throw exchange.DisputeTooLate({ days: exchange.DISPUTE_DAYS })
  const { numUpdatedRows } = await ctx.db
    .updateTable('exchangeTransfers')
    .set({ disputedAt: ctx.now(), disputedBy: ctx.actor.id, disputeReason: reason })
    .where('id', '=', transferId)
    .where('state', '=', 'completed')
    .where('disputedAt', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw exchange.AlreadyDisputed()
  await ctx.emit(exchange.transferDisputed, factsOf(row))
  return readTransfer(ctx, { transferId })
}
