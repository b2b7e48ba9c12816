/** Undoing a completed transfer, whole or in part: always by a new one in the other direction. */
import { transfer } from '#core/ledger/api.ts'
import { Forbidden, WrongState } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { settleLeaver } from '../membership/enrolment.ts'
import { move } from '#kernel/transition.ts'
import { lockedSides } from './accounts.ts'
import * as exchange from './contract.ts'
import { tellSides } from './news.ts'
import { transferMachine } from './rules.ts'
import { sideOf } from './statement.ts'
import type { ExchangeTables } from './tables.ts'
import {
  entryOf,
  factsOf,
  findTransfer,
  inLedger,
  isBetweenMembers,
  noteBalances,
  write,
} from './transfers.ts'

type Ctx = Context<ExchangeTables>
export type Correction = {
  transferId: string
  /** Fewer than the transfer's own adjust it and leave it completed. */
  units?: number | undefined
  reason: string
  /** In spite of both sides' limits: needs the permission, and is written down. */
  isBeyondLimits: boolean
}

/** Gives the id of the opposite transfer. At most one corrects a transfer, however many try. */
export async function correct(ctx: Ctx, asked: Correction): Promise<string> {
  const { transferId, reason, isBeyondLimits } = asked
  if (isBeyondLimits && !ctx.actor.permissions.has('exchange.manage'))
    throw Forbidden({ needs: 'exchange.manage' })
  const found = await findTransfer(ctx, transferId)
  if (!isBetweenMembers(found)) throw WrongState({ state: found.state, allowed: [] })
  if (sideOf(ctx, found) !== null) throw exchange.OwnTransfer()
  const [payer, receiver] = await lockedSides(ctx, found.receiverId!, found.payerId!)
  // Read again: corrections of one transfer wait for each other at its two sides.
  const row = await findTransfer(ctx, transferId)
  if (row.reversedById) throw WrongState({ state: row.state, allowed: [] })
  const id = newId(ctx.now().getTime())
  const { units = row.units } = asked
  if (units > row.units) throw exchange.MoreThanMoved({ units: row.units })
  const isWhole = units === row.units
  if (isWhole)
    await move(ctx, 'exchangeTransfers', row.id, transferMachine, 'reverse', {
      by: 'manager',
      set: { reversedById: id },
    })
  else await adjust(ctx, row.id, id)

  const kind = isWhole ? 'reversal' : 'adjustment'
  const opposite = { id, kind, initiator: 'payer', units, reason, offerId: undefined } as const
  const written = await write(ctx, { ...opposite, payer, receiver })
  const entry = { ...entryOf(written, payer, receiver), reverses: row.id, isBeyondLimits }
  await inLedger(() => transfer(ctx, entry))
  await ctx.db
    .updateTable('exchangeTransfers')
    .set({ state: 'completed', expiresAt: null, resolvedAt: ctx.now(), reversesId: row.id })
    .where('id', '=', id)
    .execute()
  await noteBalances(ctx, written, payer, receiver)
  await ctx.audit(`exchange.transfer-${isWhole ? 'reversed' : 'adjusted'}`, row.id, {
    correction: id,
    units,
    reason,
    beyondLimits: isBeyondLimits,
  })
  await ctx.emit(exchange.transferReversed, factsOf(row))
  tellSides(ctx, row, isWhole ? 'reversed' : 'completed')
  for (const { memberId, membership } of [payer, receiver])
    if (membership === 'left' || membership === 'leaving') await settleLeaver(ctx, memberId)
  return id
}

/** It stays completed: a part of it was right. */
async function adjust({ db }: Ctx, id: string, by: string): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('exchangeTransfers')
    .set({ reversedById: by })
    .where('id', '=', id)
    .where('state', '=', 'completed')
    .where('reversedById', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) return
  const { state } = await db
    .selectFrom('exchangeTransfers')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  throw WrongState({ state, allowed: [] })
}
