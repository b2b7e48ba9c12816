/** Transfers as a reader sees them: which side is mine, whose turn it is, what may be done. */
import type { Kysely } from 'kysely'
import type * as z from 'zod/mini'
import { NotFound } from '#kernel/contract.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import type * as exchange from './contract.ts'
import { mayDisputeUntil, transferMachine } from './rules.ts'
import type { ExchangeTables, TransferRow } from './tables.ts'

type Ctx = Context<ExchangeTables>
type Shown = TransferRow & {
  payerName: string | null
  receiverName: string | null
  offerTitle: string | null
}
type Asked = z.output<(typeof exchange.listTransfers)['input']>
type AskedAll = z.output<(typeof exchange.listAllTransfers)['input']>

export async function readTransfer(ctx: Ctx, { transferId }: { transferId: string }) {
  const row = await shown(ctx.db).where('transfer.id', '=', transferId).executeTakeFirst()
  const isVisible =
    row && (sideOf(ctx, row) !== null || ctx.actor.permissions.has('exchange.manage'))
  if (!isVisible) throw NotFound()
  return view(ctx, row)
}

export async function myTransfers(ctx: Ctx, asked: Asked) {
  const { state, direction, waiting, cursor, limit } = asked
  const me = ctx.actor.id
  const query = shown(ctx.db)
    .$if(direction !== 'in' && direction !== 'out', (it) =>
      it.where(({ or, eb }) => or([eb('payerId', '=', me), eb('receiverId', '=', me)])),
    )
    .$if(direction === 'out', (it) => it.where('payerId', '=', me))
    .$if(direction === 'in', (it) => it.where('receiverId', '=', me))
    .$if(state !== undefined, (it) => it.where('transfer.state', '=', state!))
    .$if(waiting, (it) =>
      it
        .where('transfer.state', '=', 'pending')
        .where(({ or, and, eb }) =>
          or([
            and([eb('initiator', '=', 'payer'), eb('receiverId', '=', me)]),
            and([eb('initiator', '=', 'receiver'), eb('payerId', '=', me)]),
          ]),
        ),
    )
  return newestFirst(ctx, query, cursor, limit)
}

export async function allTransfers(ctx: Ctx, asked: AskedAll) {
  const { state, memberId, disputed, cursor, limit } = asked
  const query = shown(ctx.db)
    .$if(state !== undefined, (it) => it.where('transfer.state', '=', state!))
    .$if(memberId !== undefined, (it) =>
      it.where(({ or, eb }) =>
        or([eb('payerId', '=', memberId!), eb('receiverId', '=', memberId!)]),
      ),
    )
    .$if(disputed, (it) => it.where('disputedAt', 'is not', null))
  return newestFirst(ctx, query, cursor, limit)
}

async function newestFirst(
  ctx: Ctx,
  query: ReturnType<typeof shown>,
  cursor: string | undefined,
  limit: number,
) {
  const after = momentAfter(cursor)
  const rows = await query
    .$if(after !== undefined, (it) =>
      it.where(({ or, and, eb }) =>
        or([
          eb('transfer.createdAt', '<', after!.at),
          and([eb('transfer.createdAt', '=', after!.at), eb('transfer.id', '<', after!.id)]),
        ]),
      ),
    )
    .orderBy('transfer.createdAt', 'desc')
    .orderBy('transfer.id', 'desc')
    .limit(limit + 1)
    .execute()
  const placeOf = (row: Shown) => ({ by: row.createdAt.toISOString(), id: row.id })
  const { page, next } = pageFrom(rows, limit, placeOf)
  return { items: page.map((row) => view(ctx, row)), next }
}

const shown = (db: Kysely<ExchangeTables>) =>
  db
    .selectFrom('exchangeTransfers as transfer')
    .leftJoin('exchangeAccounts as payer', 'payer.memberId', 'transfer.payerId')
    .leftJoin('exchangeAccounts as receiver', 'receiver.memberId', 'transfer.receiverId')
    .leftJoin('exchangeOffers as offer', 'offer.id', 'transfer.offerId')
    .selectAll('transfer')
    .select([
      'payer.name as payerName',
      'receiver.name as receiverName',
      'offer.title as offerTitle',
    ])

export function sideOf({ actor }: Ctx, row: TransferRow): 'payer' | 'receiver' | null {
  if (row.payerId === actor.id) return 'payer'
  return row.receiverId === actor.id ? 'receiver' : null
}

/** Who the caller is for the transfer's machine; only for who is part of it. */
export const standingOf = (ctx: Ctx, row: TransferRow): 'initiator' | 'other' =>
  sideOf(ctx, row) === row.initiator ? 'initiator' : 'other'

function view(ctx: Ctx, row: Shown): z.input<typeof exchange.Transfer> {
  // The community is the school itself.
  const payer = { id: row.payerId, name: row.payerName ?? ctx.workspace.name }
  const receiver = { id: row.receiverId, name: row.receiverName ?? ctx.workspace.name }
  const side = sideOf(ctx, row)
  const isPending = row.state === 'pending'
  const { disputedAt, disputeReason, disputedBy } = row
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    units: row.units,
    reason: row.reason,
    payer,
    receiver,
    direction: side && (side === 'payer' ? 'out' : 'in'),
    counterparty: side === 'payer' ? receiver : payer,
    isInitiator: side === row.initiator,
    awaitsMe: isPending && side !== null && side !== row.initiator,
    offer: row.offerId === null ? null : { id: row.offerId, title: row.offerTitle ?? '' },
    moves: movesOf(ctx, row, side),
    createdAt: row.createdAt,
    expiresAt: isPending ? row.expiresAt : null,
    resolvedAt: row.resolvedAt,
    note: row.note,
    balanceAfter: side && (side === 'payer' ? row.payerBalance : row.receiverBalance),
    dispute: disputedAt && {
      reason: disputeReason ?? '',
      openedAt: disputedAt,
      opener: disputedBy === row.payerId ? payer : receiver,
    },
    reverses: row.reversesId,
    reversedBy: row.reversedById,
  }
}

function movesOf(ctx: Ctx, row: TransferRow, side: 'payer' | 'receiver' | null) {
  const moves: z.output<typeof exchange.TransferMove>[] = []
  if (row.kind !== 'payment' && row.kind !== 'request') return moves
  const { permissions } = ctx.actor
  const { state, resolvedAt, disputedAt } = row
  if (side && permissions.has('exchange.transfer')) {
    for (const move of transferMachine.allowed(state, standingOf(ctx, row)))
      if (move !== 'expire') moves.push(move)
    const isRecent = resolvedAt !== null && ctx.now() <= mayDisputeUntil(resolvedAt)
    if (state === 'completed' && isRecent && !disputedAt) moves.push('dispute')
  }
  if (state === 'completed' && permissions.has('exchange.manage')) moves.push('reverse')
  return moves
}
