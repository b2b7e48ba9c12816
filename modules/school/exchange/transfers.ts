/** One transfer's life: proposed or requested, then answered once. Its rows live here, its units in the ledger. */
import type * as z from 'zod/mini'
import { VerifyFirst } from '#core/identity/contract.ts'
import { balances, hold, settle, transfer } from '#core/ledger/api.ts'
import * as ledger from '#core/ledger/contract.ts'
import { KeyReused, NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { NotActive, OtherNotActive } from '../membership/contract.ts'
import { BOOK, lockedSides, meetAccounts } from './accounts.ts'
import * as exchange from './contract.ts'
import { tellSides } from './news.ts'
import { releaseUnits } from './pending.ts'
import { expiryOf, transferMachine } from './rules.ts'
import { readTransfer, sideOf, standingOf } from './statement.ts'
import type { AccountRow, ExchangeTables, TransferRow } from './tables.ts'

type Ctx = Context<ExchangeTables>
type OneTransfer = { transferId: string }
type Closing = z.output<typeof exchange.ClosingNote>

type Proposal = Pick<TransferRow, 'kind' | 'initiator' | 'units' | 'reason'> & {
  id: string | undefined
  offerId: string | undefined
  payer: AccountRow
  receiver: AccountRow
}

export async function proposePayment(ctx: Ctx, asked: z.output<typeof exchange.ProposedPayment>) {
  maySpend(ctx)
  const { id, receiverId, units, reason, offerId } = asked
  const [payer, receiver] = await meet(ctx, receiverId)
  const sides = { payer, receiver, kind: 'payment', initiator: 'payer' } as const
  const row = await write(ctx, { id, units, reason, offerId, ...sides })
  await inLedger(() => hold(ctx, entryOf(row, payer, receiver)))
  await ctx.emit(exchange.unitsProposed, factsOf(row))
  tellSides(ctx, row, 'pending')
  return readTransfer(ctx, { transferId: row.id })
}

/** Holds nothing: nobody can freeze another person's balance. The payer's limit is looked at when he accepts. */
export async function requestPayment(ctx: Ctx, asked: z.output<typeof exchange.RequestedPayment>) {
  const { id, payerId, units, reason, offerId } = asked
  const [receiver, payer] = await meet(ctx, payerId)
  const sides = { payer, receiver, kind: 'request', initiator: 'receiver' } as const
  const row = await write(ctx, { id, units, reason, offerId, ...sides })
  await ctx.emit(exchange.unitsRequested, factsOf(row))
  tellSides(ctx, row, 'pending')
  return readTransfer(ctx, { transferId: row.id })
}

export async function confirmTransfer(ctx: Ctx, { transferId }: OneTransfer) {
  const row = await myTransfer(ctx, transferId)
  if (row.kind === 'request') maySpend(ctx)
  await complete(ctx, row, standingOf(ctx, row))
  return readTransfer(ctx, { transferId })
}

type AtOnce = { id?: string | undefined; receiverId: string; units: number; reason: string }

/** The receiver has asked face to face, by a code: the payer's answer writes the request and settles it. */
export async function payAtOnce(
  ctx: Ctx,
  { id, receiverId, ...what }: AtOnce,
): Promise<TransferRow> {
  maySpend(ctx)
  const [payer, receiver] = await meet(ctx, receiverId)
  const sides = { payer, receiver, kind: 'request', initiator: 'receiver' } as const
  const row = await write(ctx, { id, offerId: undefined, ...what, ...sides })
  await complete(ctx, row, 'other')
  return row
}

export async function rejectTransfer(ctx: Ctx, { transferId, note }: Closing) {
  const row = await myTransfer(ctx, transferId)
  const set = { resolvedAt: ctx.now(), note: note ?? null }
  await move(ctx, 'exchangeTransfers', row.id, transferMachine, 'reject', {
    by: standingOf(ctx, row),
    set,
  })
  await releaseUnits(ctx, row)
  await ctx.emit(exchange.transferRejected, factsOf(row))
  tellSides(ctx, row, 'rejected')
  return readTransfer(ctx, { transferId })
}

export async function cancelTransfer(ctx: Ctx, { transferId, note }: Closing) {
  const row = await myTransfer(ctx, transferId)
  const set = { resolvedAt: ctx.now(), note: note ?? null }
  await move(ctx, 'exchangeTransfers', row.id, transferMachine, 'cancel', {
    by: standingOf(ctx, row),
    set,
  })
  await releaseUnits(ctx, row)
  tellSides(ctx, row, 'cancelled')
  return readTransfer(ctx, { transferId })
}

/**
 * Once due, a payment completes (its payer agreed) and a request expires; so does a payment one of whose sides takes no
 * part any more. False when somebody answered first.
 */
export async function closeOverdue(ctx: Ctx, id: string): Promise<boolean> {
  const row = await findTransfer(ctx, id)
  if (row.state !== 'pending' || row.expiresAt! > ctx.now()) return false
  const sides = await lockedSides(ctx, row.payerId!, row.receiverId!)
  if (row.kind === 'payment' && sides.every(({ active }) => active)) {
    await complete(ctx, row, 'system')
    return true
  }
  const set = { resolvedAt: ctx.now() }
  await move(ctx, 'exchangeTransfers', id, transferMachine, 'expire', { by: 'system', set })
  await releaseUnits(ctx, row)
  tellSides(ctx, row, 'expired')
  return true
}

/** The state changes first: of two answers at the same moment only one reaches the ledger. */
async function complete(ctx: Ctx, row: TransferRow, by: ReturnType<typeof standingOf> | 'system') {
  const [payer, receiver] = await lockedSides(ctx, row.payerId!, row.receiverId!)
  if (row.state === 'pending') for (const side of [payer, receiver]) mayTakePart(ctx, side)
  const set = { resolvedAt: ctx.now() }
  await move(ctx, 'exchangeTransfers', row.id, transferMachine, 'confirm', { by, set })
  if (row.kind === 'payment') await settle(ctx, row.id)
  else await inLedger(() => transfer(ctx, entryOf(row, payer, receiver)))
  await noteBalances(ctx, row, payer, receiver)
  await ctx.emit(exchange.unitsTransferred, factsOf(row))
  tellSides(ctx, row, 'completed')
}

function mayTakePart({ actor }: Ctx, { memberId, active, membership, name }: AccountRow): void {
  if (active) return
  throw memberId === actor.id ? NotActive({ state: membership }) : OtherNotActive({ name })
}

/** Locked, and both may give and receive; a person of another school is not there (404). */
async function meet(ctx: Ctx, otherId: string) {
  if (otherId === ctx.actor.id) throw exchange.SelfTransfer()
  return meetAccounts(ctx, ctx.actor.id, otherId)
}

/** A pending transfer's row. */
export async function write(ctx: Ctx, proposal: Proposal): Promise<TransferRow> {
  const { id = newId(ctx.now().getTime()), payer, receiver, offerId = null, ...rest } = proposal
  if (offerId !== null) await checkOffer(ctx, offerId, receiver.memberId)
  const row: TransferRow = {
    ...rest,
    id,
    state: 'pending',
    payerId: payer.memberId,
    receiverId: receiver.memberId,
    offerId,
    createdAt: ctx.now(),
    expiresAt: expiryOf(ctx.now()),
    resolvedAt: null,
    note: null,
    payerBalance: null,
    receiverBalance: null,
    disputedAt: null,
    disputedBy: null,
    disputeReason: null,
    reversesId: null,
    reversedById: null,
  }
  // The client made the id; somebody else's transfer may have it already.
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'exchangeTransfers', row))) throw KeyReused()
  return row
}

async function checkOffer({ db }: Ctx, id: string, receiverId: string): Promise<void> {
  const offer = await db
    .selectFrom('exchangeOffers')
    .select('id')
    .where('id', '=', id)
    .where('ownerId', '=', receiverId)
    .where('state', '=', 'active')
    .executeTakeFirst()
  if (!offer) throw exchange.OfferDoesNotFit()
}

export const entryOf = ({ id, units }: TransferRow, payer: AccountRow, receiver: AccountRow) => ({
  id,
  book: BOOK,
  debitAccountId: payer.ledgerAccountId,
  creditAccountId: receiver.ledgerAccountId,
  units,
  reference: 'exchange/transfer',
})

/** The ledger's refusals in the exchange's words. */
export async function inLedger<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (ledger.BalanceTooLow.is(error))
      throw exchange.BalanceTooLow({ lowest: Number(error.facts['lowest']) })
    if (ledger.BalanceTooHigh.is(error))
      throw exchange.BalanceTooHigh({ highest: Number(error.facts['highest']) })
    throw error
  }
}

/** For the statement: the rows of both accounts are locked by now, so these are the balances just after. */
export async function noteBalances(
  ctx: Ctx,
  { id }: TransferRow,
  payer: AccountRow,
  receiver: AccountRow,
) {
  const ids = [payer.ledgerAccountId, receiver.ledgerAccountId]
  const posted = new Map((await balances(ctx, ids)).map((it) => [it.accountId, it.posted]))
  await ctx.db
    .updateTable('exchangeTransfers')
    .set({
      payerBalance: posted.get(payer.ledgerAccountId) ?? null,
      receiverBalance: posted.get(receiver.ledgerAccountId) ?? null,
    })
    .where('id', '=', id)
    .execute()
}

export async function findTransfer({ db }: Ctx, id: string): Promise<TransferRow> {
  const query = db.selectFrom('exchangeTransfers').selectAll().where('id', '=', id)
  return query.executeTakeFirstOrThrow(() => NotFound())
}

/** A transfer between others does not exist for who is not part of it. */
export async function myTransfer(ctx: Ctx, id: string): Promise<TransferRow> {
  const row = await findTransfer(ctx, id)
  if (sideOf(ctx, row) === null) throw NotFound()
  return row
}

export const isBetweenMembers = ({ kind }: Pick<TransferRow, 'kind'>) =>
  kind === 'payment' || kind === 'request'

function maySpend({ actor }: Ctx): void {
  if (!actor.verified) throw VerifyFirst()
}

export const factsOf = (row: TransferRow): exchange.TransferFacts => ({
  transferId: row.id,
  kind: row.kind,
  payerId: row.payerId,
  receiverId: row.receiverId,
  units: row.units,
  reason: row.reason,
})
