/** Who hears of a dispute: the other side, the mediators, then whoever waits for the next word. */
import { notify } from '#core/notifications/api.ts'
import type { Context, JobRun } from '#kernel/module.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import { mediatorsFor } from './mediators.ts'
import * as notices from './notices.ts'
import { namesOf } from './reading.ts'

type Ctx = Context<ExchangeTables>
type Case = Awaited<ReturnType<typeof caseOf>>
type OfDispute = { transferId: string }
/** In whose name, in which of their words; the same thing can happen again, so each time has its own key. */
type Said = { name: string; quote: string; from?: string | null; key: string }

const ends = {
  kept: notices.disputeKept,
  reversed: notices.disputeReversed,
  adjusted: notices.disputeAdjusted,
} as const

/** The other side; and while it is nobody's, those who may take it. */
export async function tellOfDispute(ctx: Ctx, { transferId }: OfDispute, { jobId: key }: JobRun) {
  const it = await caseOf(ctx, transferId)
  const from = it.openerId
  const said = { name: it.name(from), quote: it.reason, from, key }
  await tell(ctx, it, it.sides, notices.disputeOpened, said)
  if (it.mediatorId === null) await tell(ctx, it, it.able, notices.disputeUnassigned, said)
}

/** The mediator, unless they took it themselves, and both sides. */
export async function tellOfAssignment(
  ctx: Ctx,
  { transferId, mediatorId }: OfDispute & { mediatorId: string },
  { jobId: key }: JobRun,
) {
  const it = await caseOf(ctx, transferId)
  const opener = { name: it.name(it.openerId), quote: it.reason, from: it.openerId, key }
  await tell(ctx, it, [mediatorId], notices.disputeAssigned, opener)
  const mediator = { name: it.name(mediatorId), quote: '', from: mediatorId, key }
  await tell(ctx, it, it.sides, notices.disputeMediated, mediator)
}

/** Everybody in the conversation but its writer. */
export async function tellOfNote(ctx: Ctx, { transferId, noteId }: OfDispute & { noteId: string }) {
  const it = await caseOf(ctx, transferId)
  const note = await ctx.db
    .selectFrom('disputeNotes')
    .select(['authorId', 'body'])
    .where('id', '=', noteId)
    .executeTakeFirst()
  if (!note) return
  const said = { name: it.name(note.authorId), quote: note.body, from: note.authorId, key: noteId }
  await tell(ctx, it, [...it.sides, it.mediatorId], notices.disputeNoted, said)
}

export async function tellOfEnd(
  ctx: Ctx,
  asked: OfDispute & { outcome: 'kept' | 'reversed' | 'adjusted'; actorId: string },
  { jobId: key }: JobRun,
) {
  const { transferId, outcome, actorId } = asked
  const it = await caseOf(ctx, transferId)
  const said = {
    name: it.name(actorId),
    quote: it.decision,
    from: actorId === 'system' ? null : actorId,
    key,
  }
  await tell(ctx, it, [...it.sides, it.mediatorId], ends[outcome], said)
}

async function caseOf(ctx: Ctx, transferId: string) {
  const transfer = await ctx.db
    .selectFrom('exchangeTransfers')
    .selectAll()
    .where('id', '=', transferId)
    .executeTakeFirstOrThrow()
  const dispute = await ctx.db
    .selectFrom('disputes')
    .selectAll()
    .where('transferId', '=', transferId)
    .executeTakeFirstOrThrow()
  const sides = [transfer.payerId!, transfer.receiverId!]
  const notes = await ctx.db
    .selectFrom('disputeNotes')
    .select('authorId')
    .where('transferId', '=', transferId)
    .execute()
  const people = [...sides, dispute.mediatorId, dispute.settledBy]
  const names = await namesOf(ctx, [...people, ...notes.map(({ authorId }) => authorId)])
  const name = (id: string | null) => names(id)?.name ?? ctx.workspace.name
  return {
    transferId,
    sides,
    openerId: transfer.disputedBy,
    mediatorId: dispute.mediatorId,
    able: (await mediatorsFor(ctx, transfer)).map(({ id }) => id),
    units: transfer.units,
    reason: transfer.disputeReason ?? '',
    decision: dispute.decision ?? '',
    name,
  }
}

async function tell(
  ctx: Ctx,
  it: Case,
  memberIds: readonly (string | null)[],
  notice: typeof notices.disputeOpened,
  { name, quote, from = null, key }: Said,
): Promise<void> {
  const [payer, receiver] = it.sides.map((id) => it.name(id)) as [string, string]
  await notify(ctx, {
    notice,
    to: memberIds,
    except: from,
    key,
    about: `dispute/${it.transferId}`,
    facts: { name, payer, receiver, units: { say: 'disputes.units', count: it.units }, quote },
    path: `/exchange/disputes/${it.transferId}`,
  })
}
