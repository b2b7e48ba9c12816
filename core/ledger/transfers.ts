/** Double entry in two phases: a hold promises, then settles or is released, once. Corrections are new transfers. */
import type { Kysely } from 'kysely'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { type Change, changeAccount, changeBeyond } from './accounts.ts'
import { NotHeld, TransferExists } from './contract.ts'
import type { LedgerTables } from './tables.ts'

type Ctx = Pick<Context<any>, 'db' | 'dialect' | 'now'>
type Ledger = Kysely<LedgerTables>

export type NewTransfer = {
  /** At most one transfer per id; made here when absent. */
  id?: string
  book: string
  debitAccountId: string
  creditAccountId: string
  /** A positive integer. */
  units: number
  reference: string
  /** The settled transfer that this one undoes; at most one undoes it. */
  reverses?: string
  /** Somebody who may decided it in spite of both accounts' limits; the caller writes down who and why. */
  isBeyondLimits?: boolean
}
type Sides = Pick<
  NewTransfer,
  'book' | 'debitAccountId' | 'creditAccountId' | 'units' | 'isBeyondLimits'
>

/** Moves units at once; gives the transfer's id. BalanceTooLow, BalanceTooHigh, NoSuchAccount, TransferExists. */
export async function transfer(ctx: Ctx, asked: NewTransfer): Promise<string> {
  const { units } = checked(asked)
  await change(ctx, asked, { posted: -units }, { posted: units })
  return write(ctx, asked, 'settled')
}

/** Promises units on both sides, so that settling can meet no limit any more; gives the transfer's id. */
export async function hold(ctx: Ctx, asked: NewTransfer): Promise<string> {
  const { units } = checked(asked)
  await change(ctx, asked, { heldOut: units }, { heldIn: units })
  return write(ctx, asked, 'held')
}

/** Carries out a hold; NotHeld when it was settled or released before. */
export async function settle(ctx: Ctx, id: string): Promise<void> {
  const sides = await resolve(ctx, id, 'settled')
  const { units } = sides
  const debit = { posted: -units, heldOut: -units }
  await change(ctx, sides, debit, { posted: units, heldIn: -units })
}

/** Gives a hold back; NotHeld when it was settled or released before. */
export async function release(ctx: Ctx, id: string): Promise<void> {
  const sides = await resolve(ctx, id, 'released')
  await change(ctx, sides, { heldOut: -sides.units }, { heldIn: -sides.units })
}

/** Always in the order of the ids: two opposite transfers at the same moment cannot wait for each other. */
async function change(ctx: Ctx, sides: Sides, debit: Partial<Change>, credit: Partial<Change>) {
  const nothing = { posted: 0, heldOut: 0, heldIn: 0 }
  const changes: [string, Change][] = [
    [sides.debitAccountId, { ...nothing, ...debit }],
    [sides.creditAccountId, { ...nothing, ...credit }],
  ]
  changes.sort(([a], [b]) => (a < b ? -1 : 1))
  const apply = sides.isBeyondLimits ? changeBeyond : changeAccount
  for (const [id, it] of changes) await apply(ctx.db as Ledger, sides.book, id, it)
}

/** After the accounts: their rows are locked, so the foreign keys' shared locks cannot lead to a deadlock. */
async function write(ctx: Ctx, asked: NewTransfer, state: 'held' | 'settled'): Promise<string> {
  const { db, dialect, now } = ctx
  const { id = newId(now().getTime()), reverses = null, isBeyondLimits: _, ...rest } = asked
  const resolvedAt = state === 'settled' ? now() : null
  const row = { ...rest, id, reverses, state, createdAt: now(), resolvedAt }
  const isNew = await insertIgnore(db as Ledger, dialect, 'ledgerTransfers', row)
  if (!isNew) throw TransferExists()
  return id
}

async function resolve(ctx: Ctx, id: string, state: 'settled' | 'released'): Promise<Sides> {
  const db = ctx.db as Ledger
  const { numUpdatedRows } = await db
    .updateTable('ledgerTransfers')
    .set({ state, resolvedAt: ctx.now() })
    .where('id', '=', id)
    .where('state', '=', 'held')
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw NotHeld()
  return db
    .selectFrom('ledgerTransfers')
    .select(['book', 'debitAccountId', 'creditAccountId', 'units'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

function checked(asked: NewTransfer): NewTransfer {
  if (Number.isSafeInteger(asked.units) && asked.units > 0) return asked
  throw new RangeError(`a transfer moves a positive number of units, not ${asked.units}`)
}
