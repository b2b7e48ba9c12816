/** Transfers as a reader sees them: which side is mine, whose turn it is, what may be done. */
import type { Kysely } from 'kysely'
import type * as z from 'zod/mini'
import { NotFound } from '#kernel/contract.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import { prepared } from '#kernel/data/prepared.ts'
import type { Context } from '#kernel/module.ts'
import type * as exchange from './contract.ts'
import { mayDisputeUntil, transferMachine } from './rules.ts'
import type { ExchangeTables, TransferRow } from './tables.ts'

type Ctx = Context<ExchangeTables>
type Db = Kysely<ExchangeTables>
type Shown = TransferRow & {
  payerName: string | null
  receiverName: string | null
  offerTitle: string | null
  settledAt: Date | null
}
type Asked = z.output<(typeof exchange.listTransfers)['input']>
type AskedAll = z.output<(typeof exchange.listAllTransfers)['input']>

export async function readTransfer(ctx: Ctx, { transferId }: { transferId: string }) {
  const [row] = (await shownById(ctx.db, { transferId })).rows
  const isVisible =
    row && (sideOf(ctx, row) !== null || ctx.actor.permissions.has('exchange.manage'))
  if (!isVisible) throw NotFound()
  return view(ctx, row)
}

const shownById = prepared((db: Db, { transferId }: { transferId: string }) =>
  shown(db).where('transfer.id', '=', transferId),
)

export function myTransfers(ctx: Ctx, { direction, waiting, ...asked }: Asked) {
  return newestFirst(ctx, asked, ctx.actor.id, { direction, waiting, disputed: false })
}

export function allTransfers(ctx: Ctx, { memberId, disputed, ...asked }: AskedAll) {
  return newestFirst(ctx, asked, memberId, { waiting: false, disputed })
}

type Page = Pick<Asked, 'state' | 'cursor' | 'limit'> & { since?: string | undefined }
type How = { direction?: Asked['direction']; waiting: boolean; disputed: boolean }

async function newestFirst(ctx: Ctx, asked: Page, who: string | undefined, how: How) {
  const { state, cursor, limit } = asked
  const since = asked.since === undefined ? undefined : new Date(asked.since)
  const { at, id } = momentAfter(cursor) ?? {}
  const { rows } = await listed(ctx.db, { who, state, since, at, id, rows: limit + 1 }, how)
  const placeOf = (row: Shown) => ({ by: row.createdAt.toISOString(), id: row.id })
  const { page, next } = pageFrom(rows, limit, placeOf)
  return { items: page.map((row) => view(ctx, row)), next }
}

type Filter = {
  who: string | undefined
  state: Asked['state']
  since: Date | undefined
  /** The place after which the page begins. */
  at: Date | undefined
  id: string | undefined
  rows: number
}

const listed = prepared(
  (db: Db, { who, state, since, at, id, rows }: Filter, { direction, waiting, disputed }: How) =>
    shown(db)
      .$if(who !== undefined && direction !== 'in' && direction !== 'out', (it) =>
        it.where(({ or, eb }) => or([eb('payerId', '=', who!), eb('receiverId', '=', who!)])),
      )
      .$if(direction === 'out', (it) => it.where('payerId', '=', who!))
      .$if(direction === 'in', (it) => it.where('receiverId', '=', who!))
      .$if(state !== undefined, (it) => it.where('transfer.state', '=', state!))
      .$if(since !== undefined, (it) => it.where('transfer.createdAt', '>=', since!))
      .$if(disputed, (it) =>
        it.where('disputedAt', 'is not', null).where('dispute.settledAt', 'is', null),
      )
      .$if(waiting, (it) =>
        it
          .where('transfer.state', '=', 'pending')
          .where(({ or, and, eb }) =>
            or([
              and([eb('initiator', '=', 'payer'), eb('receiverId', '=', who!)]),
              and([eb('initiator', '=', 'receiver'), eb('payerId', '=', who!)]),
            ]),
          ),
      )
      .$if(at !== undefined, (it) =>
        it.where(({ or, and, eb }) =>
          or([
            eb('transfer.createdAt', '<', at!),
            and([eb('transfer.createdAt', '=', at!), eb('transfer.id', '<', id!)]),
          ]),
        ),
      )
      .orderBy('transfer.createdAt', 'desc')
      .orderBy('transfer.id', 'desc')
      .limit(rows),
)

const shown = (db: Db) =>
  db
    .selectFrom('exchangeTransfers as transfer')
    .leftJoin('exchangeAccounts as payer', 'payer.memberId', 'transfer.payerId')
    .leftJoin('exchangeAccounts as receiver', 'receiver.memberId', 'transfer.receiverId')
    .leftJoin('exchangeOffers as offer', 'offer.id', 'transfer.offerId')
    .leftJoin('disputes as dispute', 'dispute.transferId', 'transfer.id')
    .selectAll('transfer')
    .select([
      'payer.name as payerName',
      'receiver.name as receiverName',
      'offer.title as offerTitle',
      'dispute.settledAt',
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
      isSettled: row.settledAt !== null,
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
  // Somebody else undoes one's own; and what was adjusted is settled.
  const isUndoable = state === 'completed' && side === null && row.reversedById === null
  if (isUndoable && permissions.has('exchange.manage')) moves.push('reverse')
  return moves
}
