import type { Kysely } from 'kysely'
import type { Context } from '#kernel/module.ts'
import type { LedgerTables } from './tables.ts'

type Ctx = Pick<Context<any>, 'db'>
type Ledger = Kysely<LedgerTables>

export type Proof = {
  /** Of the posted balances of all accounts: zero, or something is broken. */
  sum: number
  accounts: number
  /** Settled ones. */
  transfers: number
  /** Units promised and not settled; the same on the giving and on the receiving side, or something is broken. */
  heldOut: number
  heldIn: number
}

/** Adds up a book, for everybody to check. */
export async function proof(ctx: Ctx, book: string): Promise<Proof> {
  const db = ctx.db as Ledger
  const accounts = await db
    .selectFrom('ledgerAccounts')
    .select(({ fn }) => [
      fn.countAll<number>().as('accounts'),
      fn.sum<number | null>('posted').as('sum'),
      fn.sum<number | null>('heldOut').as('heldOut'),
      fn.sum<number | null>('heldIn').as('heldIn'),
    ])
    .where('book', '=', book)
    .executeTakeFirstOrThrow()
  const { transfers } = await db
    .selectFrom('ledgerTransfers')
    .select(({ fn }) => fn.countAll<number>().as('transfers'))
    .where('book', '=', book)
    .where('state', '=', 'settled')
    .executeTakeFirstOrThrow()
  return {
    sum: accounts.sum ?? 0,
    accounts: accounts.accounts,
    transfers,
    heldOut: accounts.heldOut ?? 0,
    heldIn: accounts.heldIn ?? 0,
  }
}
