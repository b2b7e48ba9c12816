/** A dispute as its two sides and as mediators see it. */
import type * as z from 'zod/mini'
import { NotFound } from '#kernel/contract.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { sideOf } from '../exchange/statement.ts'
import type { ExchangeTables, TransferRow } from '../exchange/tables.ts'
import type * as contract from './contract.ts'
import { mediatorsFor } from './mediators.ts'
import { disputeMachine, isSettled } from './rules.ts'
import type { DisputeRow } from './tables.ts'

type Ctx = Context<ExchangeTables>
type Party = { id: string | null; name: string }

/** A dispute the caller may see, and whether as a mediator; a side of it is never one. NotFound (404) for others. */
export async function disputeFor(ctx: Ctx, transferId: string) {
  const transfer = await ctx.db
    .selectFrom('exchangeTransfers')
    .selectAll()
    .where('id', '=', transferId)
    .executeTakeFirst()
  const dispute = await ctx.db
    .selectFrom('disputes')
    .selectAll()
    .where('transferId', '=', transferId)
    .executeTakeFirst()
  if (!dispute || !transfer) throw NotFound()
  const isSide = sideOf(ctx, transfer) !== null
  const isMediation = !isSide && ctx.actor.permissions.has('exchange.mediate')
  if (!isSide && !isMediation) throw NotFound()
  return { dispute, transfer, isMediation }
}

export async function readDispute(ctx: Ctx, { transferId }: { transferId: string }) {
  const { dispute, transfer, isMediation } = await disputeFor(ctx, transferId)
  const notes = await notesOf(ctx, transferId, isMediation)
  const known = [transfer.payerId, transfer.receiverId, dispute.mediatorId, dispute.settledBy]
  const name = await namesOf(ctx, [...known, ...notes.map(({ authorId }) => authorId)])
  const sides = [transfer.payerId, transfer.receiverId]
  const view: z.input<typeof contract.DisputeView> = {
    ...factsOf(dispute, transfer, name),
    purpose: transfer.reason,
    assignedAt: dispute.assignedAt,
    settledBy: name(dispute.settledBy),
    decision: dispute.decision,
    correction: await correctionOf(ctx, dispute),
    notes: notes.map(({ id, authorId, isInternal, body, writtenAt }) => ({
      id,
      author: name(authorId)!,
      isMine: authorId === ctx.actor.id,
      isMediation: !sides.includes(authorId),
      isInternal,
      body,
      writtenAt,
    })),
    moves: movesOf(ctx, dispute, transfer, isMediation),
    mediators: isMediation
      ? (await mediatorsFor(ctx, transfer)).map((it) => ({ id: it.id, name: it.name }))
      : [],
    isMediation,
    mayGoBeyondLimits: isMediation && ctx.actor.permissions.has('exchange.manage'),
  }
  return view
}

function factsOf(dispute: DisputeRow, transfer: TransferRow, name: Names) {
  return {
    transferId: transfer.id,
    state: dispute.state,
    units: transfer.units,
    payer: name(transfer.payerId)!,
    receiver: name(transfer.receiverId)!,
    opener: name(transfer.disputedBy) ?? name(transfer.payerId)!,
    reason: transfer.disputeReason ?? '',
    openedAt: dispute.openedAt,
    mediator: name(dispute.mediatorId),
    settledAt: dispute.settledAt,
  }
}

function movesOf({ actor }: Ctx, dispute: DisputeRow, transfer: TransferRow, isMediation: boolean) {
  const moves: z.output<typeof contract.DisputeMove>[] = []
  if (isSettled(dispute.state)) return moves
  moves.push('note')
  const isOpener = transfer.disputedBy === actor.id
  if (isOpener && disputeMachine.allowed(dispute.state, 'opener').includes('withdraw'))
    moves.push('withdraw')
  if (isMediation && dispute.mediatorId !== actor.id) moves.push('take')
  if (isMediation && dispute.mediatorId === actor.id && dispute.state === 'mediated')
    moves.push('settle')
  return moves
}

const notesOf = ({ db }: Ctx, transferId: string, isMediation: boolean) =>
  db
    .selectFrom('disputeNotes')
    .selectAll()
    .where('transferId', '=', transferId)
    .$if(!isMediation, (query) => query.where('isInternal', '=', false))
    .orderBy('writtenAt')
    .orderBy('id')
    .execute()

async function correctionOf({ db }: Ctx, { correctionId }: DisputeRow) {
  if (!correctionId) return null
  const row = await db
    .selectFrom('exchangeTransfers')
    .select(['id as transferId', 'units'])
    .where('id', '=', correctionId)
    .executeTakeFirst()
  return row ?? null
}

type Names = (id: string | null) => Party | null

export async function namesOf({ db }: Ctx, ids: readonly (string | null)[]): Promise<Names> {
  const asked = [...new Set(ids.filter((id) => id !== null))]
  if (asked.length === 0) return () => null
  const rows = await db
    .selectFrom('exchangeAccounts')
    .select(['memberId as id', 'name'])
    .where('memberId', 'in', asked)
    .execute()
  const byId = new Map(rows.map((it) => [it.id, it]))
  return (id) => (id === null ? null : (byId.get(id) ?? null))
}

type Asked = z.output<(typeof contract.listDisputes)['input']>

export async function disputes(ctx: Ctx, { state, mine, cursor, limit }: Asked) {
  const me = ctx.actor.id
  const after = momentAfter(cursor)
  const rows = await ctx.db
    .selectFrom('disputes')
    .selectAll()
    .where('transferId', 'not in', (transfers) =>
      transfers
        .selectFrom('exchangeTransfers')
        .select('id')
        .where('disputedAt', 'is not', null)
        .where(({ or, eb }) => or([eb('payerId', '=', me), eb('receiverId', '=', me)])),
    )
    .$if(mine, (query) => query.where('mediatorId', '=', me))
    .$if(state === 'unsettled', (query) => query.where('state', 'in', ['open', 'mediated']))
    .$if(state !== undefined && state !== 'unsettled', (query) =>
      query.where('state', '=', state as DisputeRow['state']),
    )
    .$if(after !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or([
          eb('openedAt', '<', after!.at),
          and([eb('openedAt', '=', after!.at), eb('transferId', '<', after!.id)]),
        ]),
      ),
    )
    .orderBy('openedAt', 'desc')
    .orderBy('transferId', 'desc')
    .limit(limit + 1)
    .execute()
  const placeOf = (it: DisputeRow) => ({ by: it.openedAt.toISOString(), id: it.transferId })
  const { page, next } = pageFrom(rows, limit, placeOf)
  const transfers = await transfersOf(ctx, page)
  const people = transfers.flatMap((it) => [it.payerId, it.receiverId])
  const name = await namesOf(ctx, [...people, ...page.map(({ mediatorId }) => mediatorId)])
  const byId = new Map(transfers.map((it) => [it.id, it]))
  const items = page.map((it) => ({
    ...factsOf(it, byId.get(it.transferId)!, name),
    isMine: it.mediatorId === me,
  }))
  return { items, next }
}

const transfersOf = async ({ db }: Ctx, page: readonly DisputeRow[]): Promise<TransferRow[]> =>
  page.length === 0
    ? []
    : db
        .selectFrom('exchangeTransfers')
        .selectAll()
        .where(
          'id',
          'in',
          page.map(({ transferId }) => transferId),
        )
        .execute()
