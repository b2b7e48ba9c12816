import type * as z from 'zod/mini'
import { Forbidden, KeyReused, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { placeOf } from '../exchange/accounts.ts'
import { type addDisputeNote, disputeNoted } from './contract.ts'
import { disputeFor, readDispute } from './reading.ts'
import { isSettled } from './rules.ts'
import type { ExchangeTables } from '../exchange/tables.ts'

type Ctx = Context<ExchangeTables>
type Asked = z.output<(typeof addDisputeNote)['input']>

/** What the sides and the mediators say to each other, and what mediators note for themselves. */
export async function addNote(ctx: Ctx, asked: Asked) {
  const { id = newId(ctx.now().getTime()), transferId, body, isInternal } = asked
  const { dispute, isMediation } = await disputeFor(ctx, transferId)
  if (isInternal && !isMediation) throw Forbidden({ needs: 'exchange.mediate' })
  if (isSettled(dispute.state)) throw WrongState({ state: dispute.state, allowed: [] })
  const { memberId: authorId } = await placeOf(ctx, ctx.actor.id)
  const row = { id, transferId, authorId, isInternal, body, writtenAt: ctx.now() }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'disputeNotes', row))) throw KeyReused()
  if (!isInternal) await ctx.emit(disputeNoted, { transferId, noteId: id })
  return readDispute(ctx, { transferId })
}
