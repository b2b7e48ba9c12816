/** The end of a dispute: the transfer stands, is undone, or gives back a part. Once, whoever comes together. */
import * as z from 'zod/mini'
import { WrongState } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { OwnTransfer, type reverseTransfer } from '../exchange/contract.ts'
import { correct } from '../exchange/corrections.ts'
import { readTransfer } from '../exchange/statement.ts'
import { disputeSettled, NotTheMediator, NoUnitsGiven, type settleDispute } from './contract.ts'
import { disputeFor, readDispute } from './reading.ts'
import { disputeMachine, isSettled } from './rules.ts'
import type { ExchangeTables } from '../exchange/tables.ts'

type Ctx = Context<ExchangeTables>
type Asked = z.output<(typeof settleDispute)['input']>

const moveTo = { kept: 'keep', reversed: 'reverse', adjusted: 'adjust' } as const

/** The transfer is corrected before the dispute's state, in the order in which every correction locks. */
export async function settle(ctx: Ctx, asked: Asked) {
  const { transferId, outcome, units, decision, isBeyondLimits } = asked
  const { dispute, isMediation } = await disputeFor(ctx, transferId)
  if (!isMediation) throw OwnTransfer()
  if (dispute.state !== 'mediated')
    throw WrongState({
      state: dispute.state,
      allowed: disputeMachine.allowed(dispute.state, 'mediator'),
    })
  if (dispute.mediatorId !== ctx.actor.id) throw NotTheMediator()
  if (outcome === 'adjusted' && units === undefined) throw NoUnitsGiven()
  const correction = { transferId, reason: decision, isBeyondLimits }
  const correctionId =
    outcome === 'kept'
      ? null
      : await correct(ctx, outcome === 'adjusted' ? { ...correction, units } : correction)
  // All of the units are the whole.
  const isWhole = outcome === 'adjusted' && (await isReversed(ctx, transferId))
  const ended = isWhole ? 'reversed' : outcome
  await move(ctx, 'disputes', transferId, disputeMachine, moveTo[ended], {
    by: 'mediator',
    key: 'transferId',
    set: { ...signed(ctx), decision, correctionId },
  })
  await ctx.audit('disputes.settled', transferId, { outcome: ended, decision })
  await ctx.emit(disputeSettled, { transferId, outcome: ended, actorId: ctx.actor.id })
  return readDispute(ctx, { transferId })
}

export async function withdraw(ctx: Ctx, { transferId }: { transferId: string }) {
  const { transfer } = await disputeFor(ctx, transferId)
  await move(ctx, 'disputes', transferId, disputeMachine, 'withdraw', {
    by: transfer.disputedBy === ctx.actor.id ? 'opener' : 'mediator',
    key: 'transferId',
    set: signed(ctx),
  })
  await ctx.audit('disputes.withdrawn', transferId)
  const outcome = 'kept' as const
  await ctx.emit(disputeSettled, { transferId, outcome, actorId: ctx.actor.id })
  return readDispute(ctx, { transferId })
}

/** An administrator undoes a transfer; a dispute about it ends with that. */
export async function reverse(ctx: Ctx, asked: z.output<(typeof reverseTransfer)['input']>) {
  const { transferId, reason } = asked
  const id = await correct(ctx, asked)
  const dispute = await ctx.db
    .selectFrom('disputes')
    .select('state')
    .where('transferId', '=', transferId)
    .executeTakeFirst()
  if (dispute && !isSettled(dispute.state)) {
    await move(ctx, 'disputes', transferId, disputeMachine, 'overtake', {
      by: 'manager',
      key: 'transferId',
      set: { ...signed(ctx), decision: reason, correctionId: id },
    })
    const outcome = 'reversed' as const
    await ctx.emit(disputeSettled, { transferId, outcome, actorId: ctx.actor.id })
  }
  return readTransfer(ctx, { transferId: id })
}

const signed = (ctx: Ctx) => ({ settledAt: ctx.now(), settledBy: ctx.actor.id })

async function isReversed({ db }: Ctx, transferId: string): Promise<boolean> {
  const row = await db
    .selectFrom('exchangeTransfers')
    .select('state')
    .where('id', '=', transferId)
    .executeTakeFirstOrThrow()
  return row.state === 'reversed'
}
