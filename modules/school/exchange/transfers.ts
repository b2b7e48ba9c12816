/** One transfer's life: proposed or requested, then answered once. Its rows live here, its units in the ledger. */
import type * as z from 'zod/mini'
import { VerifyFirst } from '#core/identity/contract.ts'
import { balances, hold, release, settle, transfer } from '#core/ledger/api.ts'
import * as ledger from '#core/ledger/contract.ts'
import { KeyReused, NotFound, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { accountOf, BOOK } from './accounts.ts'
import * as exchange from './contract.ts'
import { expiryOf, transferMachine } from './rules.ts'
import { readTransfer, sideOf, standingOf } from './statement.ts'
import type { AccountRow, ExchangeTables, TransferRow } from './tables.ts'

type Ctx = Context<ExchangeTables>
type OneTransfer = { transferId: string }
type Closing = z.output<typeof exchange.ClosingNote>
type Complaint = z.output<typeof exchange.GivenReason>

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
  return readTransfer(ctx, { transferId: row.id })
}

/** Holds nothing: nobody can freeze another person's balance. The payer's limit is looked at when he accepts. */
export async function requestPayment(ctx: Ctx, asked: z.output<typeof exchange.RequestedPayment>) {
  const { id, payerId, units, reason, offerId } = asked
  const [receiver, payer] = await meet(ctx, payerId)
  const sides = { payer, receiver, kind: 'request', initiator: 'receiver' } as const
  const row = await write(ctx, { id, units, reason, offerId, ...sides })
  await ctx.emit(exchange.unitsRequested, factsOf(row))
  return readTransfer(ctx, { transferId: row.id })
}

export async function confirmTransfer(ctx: Ctx, { transferId }: OneTransfer) {
  const row = await myTransfer(ctx, transferId)
  if (row.kind === 'request') maySpend(ctx)
  await complete(ctx, row, standingOf(ctx, row))
  return readTransfer(ctx, { transferId })
}

export async function rejectTransfer(ctx: Ctx, { transferId, note }: Closing) {
  const row = await myTransfer(ctx, transferId)
  const set = { resolvedAt: ctx.now(), note: note ?? null }
  await move(ctx, 'exchangeTransfers', row.id, transferMachine, 'reject', {
    by: standingOf(ctx, row),
    set,
  })
  await giveBack(ctx, row)
  await ctx.emit(exchange.transferRejected, factsOf(row))
  return readTransfer(ctx, { transferId })
}

export async function cancelTransfer(ctx: Ctx, { transferId, note }: Closing) {
  const row = await myTransfer(ctx, transferId)
  const set = { resolvedAt: ctx.now(), note: note ?? null }
  await move(ctx, 'exchangeTransfers', row.id, transferMachine, 'cancel', {
    by: standingOf(ctx, row),
    set,
  })
  await giveBack(ctx, row)
  return readTransfer(ctx, { transferId })
}

/** Writes the opposite transfer for an administrator; the limits of both hold for it too. */
export async function reverseTransfer(ctx: Ctx, { transferId, reason }: Complaint) {
  const row = await find(ctx, transferId)
  if (!isBetweenMembers(row)) throw WrongState({ state: row.state, allowed: [] })
  const id = newId(ctx.now().getTime())
  await move(ctx, 'exchangeTransfers', row.id, transferMachine, 'reverse', {
    by: 'manager',
    set: { reversedById: id },
  })
  const [payer, receiver] = await accountsOf(ctx, row.receiverId!, row.payerId!)
  const { units } = row
  const opposite = { id, kind: 'reversal', initiator: 'payer', units, reason } as const
  const written = await write(ctx, { ...opposite, offerId: undefined, payer, receiver })
  const entry = entryOf(written, payer, receiver)
  await inLedger(() => transfer(ctx, { ...entry, reverses: row.id }))
  await ctx.db
    .updateTable('exchangeTransfers')
    .set({ state: 'completed', expiresAt: null, resolvedAt: ctx.now(), reversesId: row.id })
    .where('id', '=', id)
    .execute()
  await noteBalances(ctx, written, payer, receiver)
  await ctx.audit('exchange.transfer-reversed', row.id, { reversal: id, reason })
  await ctx.emit(exchange.transferReversed, factsOf(row))
  return readTransfer(ctx, { transferId: id })
}

/** Once due, a payment completes (its payer agreed) and a request expires. False when somebody answered first. */
export async function closeOverdue(ctx: Ctx, id: string): Promise<boolean> {
  const row = await find(ctx, id)
  if (row.state !== 'pending' || row.expiresAt! > ctx.now()) return false
  if (row.kind === 'payment') await complete(ctx, row, 'system')
  else
    await move(ctx, 'exchangeTransfers', id, transferMachine, 'expire', {
      by: 'system',
      set: { resolvedAt: ctx.now() },
    })
  return true
}

/** Cancels whatever a departing member still has open. */
export async function closePending(ctx: Ctx, memberId: string): Promise<void> {
  const pending = await ctx.db
    .selectFrom('exchangeTransfers')
    .selectAll()
    .where('state', '=', 'pending')
    .where(({ or, eb }) => or([eb('payerId', '=', memberId), eb('receiverId', '=', memberId)]))
    .orderBy('id')
    .execute()
  for (const row of pending) {
    const set = { resolvedAt: ctx.now() }
    await move(ctx, 'exchangeTransfers', row.id, transferMachine, 'cancel', { by: 'system', set })
    await giveBack(ctx, row)
  }
}

/** The state changes first: of two answers at the same moment only one reaches the ledger. */
async function complete(ctx: Ctx, row: TransferRow, by: ReturnType<typeof standingOf> | 'system') {
  const set = { resolvedAt: ctx.now() }
  await move(ctx, 'exchangeTransfers', row.id, transferMachine, 'confirm', { by, set })
  const [payer, receiver] = await accountsOf(ctx, row.payerId!, row.receiverId!)
  if (row.kind === 'payment') await settle(ctx, row.id)
  else await inLedger(() => transfer(ctx, entryOf(row, payer, receiver)))
  await noteBalances(ctx, row, payer, receiver)
  await ctx.emit(exchange.unitsTransferred, factsOf(row))
}

async function giveBack(ctx: Ctx, { id, kind }: TransferRow): Promise<void> {
  if (kind === 'payment') await release(ctx, id)
}

/** The caller's account and the other member's; a person of another school is not there (404). */
async function meet(ctx: Ctx, otherId: string): Promise<[AccountRow, AccountRow]> {
  if (otherId === ctx.actor.id) throw exchange.SelfTransfer()
  return [await accountOf(ctx, ctx.actor.id), await accountOf(ctx, otherId)]
}

async function write(ctx: Ctx, proposal: Proposal): Promise<TransferRow> {
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

const entryOf = ({ id, units }: TransferRow, payer: AccountRow, receiver: AccountRow) => ({
  id,
  book: BOOK,
  debitAccountId: payer.ledgerAccountId,
  creditAccountId: receiver.ledgerAccountId,
  units,
  reference: 'exchange/transfer',
})

/** The ledger's refusals in the exchange's words. */
async function inLedger<Result>(work: () => Promise<Result>): Promise<Result> {
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
async function noteBalances(
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

async function find({ db }: Ctx, id: string): Promise<TransferRow> {
  const query = db.selectFrom('exchangeTransfers').selectAll().where('id', '=', id)
  return query.executeTakeFirstOrThrow(() => NotFound())
}

/** A transfer between others does not exist for who is not part of it. */
export async function myTransfer(ctx: Ctx, id: string): Promise<TransferRow> {
  const row = await find(ctx, id)
  if (sideOf(ctx, row) === null) throw NotFound()
  return row
}

async function accountsOf({ db }: Ctx, payerId: string, receiverId: string) {
  const rows = await db
    .selectFrom('exchangeAccounts')
    .selectAll()
    .where('memberId', 'in', [payerId, receiverId])
    .execute()
  const byId = (id: string) => rows.find(({ memberId }) => memberId === id)!
  return [byId(payerId), byId(receiverId)] as const
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
