import type { Kysely } from 'kysely'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { type Balance, BalanceTooHigh, BalanceTooLow, NoSuchAccount } from './contract.ts'
import type { LedgerTables } from './tables.ts'

type Ctx = Pick<Context<any>, 'db' | 'dialect' | 'now' | 'locked'>
type Ledger = Kysely<LedgerTables>

export type NewAccount = {
  book: string
  owner: string
  /** No limit when null. */
  lowest: number | null
  highest: number | null
}

/** Opens the owner's account in a book, or finds the one that is there (its limits stay); gives its id. */
export async function openAccount(ctx: Ctx, account: NewAccount): Promise<string> {
  const { db, dialect, now, locked } = ctx
  const known = await accountIdOf(ctx, account.book, account.owner)
  if (known) return known
  const row = { id: newId(now().getTime()), ...account, openedAt: now() }
  if (await insertIgnore(db as Ledger, dialect, 'ledgerAccounts', row)) return row.id
  // Another transaction opened it a moment ago: a locking read sees what was committed since.
  const found = (db as Ledger)
    .selectFrom('ledgerAccounts')
    .select('id')
    .where('book', '=', account.book)
    .where('owner', '=', account.owner)
  return (await locked(found).executeTakeFirstOrThrow()).id
}

export async function accountIdOf(ctx: Pick<Ctx, 'db'>, book: string, owner: string) {
  const row = await (ctx.db as Ledger)
    .selectFrom('ledgerAccounts')
    .select('id')
    .where('book', '=', book)
    .where('owner', '=', owner)
    .executeTakeFirst()
  return row?.id
}

/** Where accounts stand, in no order; unknown ids are left out. */
export async function balances(ctx: Pick<Ctx, 'db'>, ids: readonly string[]): Promise<Balance[]> {
  if (ids.length === 0) return []
  return (ctx.db as Ledger)
    .selectFrom('ledgerAccounts')
    .select(['id as accountId', 'owner', 'posted', 'heldOut', 'heldIn', 'lowest', 'highest'])
    .where('id', 'in', [...ids])
    .execute()
}

/** The accounts of a book whose posted balance is at or beyond one of the bounds. */
export function balancesBeyond(
  ctx: Pick<Ctx, 'db'>,
  book: string,
  { atMost, atLeast }: { atMost: number; atLeast: number },
): Promise<Balance[]> {
  return (ctx.db as Ledger)
    .selectFrom('ledgerAccounts')
    .select(['id as accountId', 'owner', 'posted', 'heldOut', 'heldIn', 'lowest', 'highest'])
    .where('book', '=', book)
    .where(({ or, eb }) => or([eb('posted', '<=', atMost), eb('posted', '>=', atLeast)]))
    .execute()
}

/** Where one account stands; NoSuchAccount (404). */
export async function balanceOf(ctx: Pick<Ctx, 'db'>, id: string): Promise<Balance> {
  const [balance] = await balances(ctx, [id])
  if (!balance) throw NoSuchAccount()
  return balance
}

export type Change = { posted: number; heldOut: number; heldIn: number }

/**
 * Adds to the positions of one account of a book; NoSuchAccount (404) in any other book. The limits are part of the UPDATE, not of a SELECT before it: of any number
 * of transfers at the same moment exactly those that fit pass, whichever the database.
 */
export async function changeAccount(
  db: Ledger,
  book: string,
  id: string,
  change: Change,
): Promise<void> {
  const { posted, heldOut, heldIn } = change
  const { numUpdatedRows } = await db
    .updateTable('ledgerAccounts')
    .set((row) => ({
      posted: row('posted', '+', posted),
      heldOut: row('heldOut', '+', heldOut),
      heldIn: row('heldIn', '+', heldIn),
    }))
    .where('id', '=', id)
    .where('book', '=', book)
    // What lowers nothing needs no lower limit, so settling and releasing a hold cannot fail.
    .$if(posted - heldOut < 0, (query) =>
      query.where(({ or, eb }) =>
        or([
          eb('lowest', 'is', null),
          eb(eb('posted', '-', eb.ref('heldOut')), '>=', eb('lowest', '-', posted - heldOut)),
        ]),
      ),
    )
    .$if(posted + heldIn > 0, (query) =>
      query.where(({ or, eb }) =>
        or([
          eb('highest', 'is', null),
          eb(eb('posted', '+', eb.ref('heldIn')), '<=', eb('highest', '-', posted + heldIn)),
        ]),
      ),
    )
    .executeTakeFirst()
  if (numUpdatedRows === 1n) return

  const { lowest, highest } = await db
    .selectFrom('ledgerAccounts')
    .select(['lowest', 'highest'])
    .where('id', '=', id)
    .where('book', '=', book)
    .executeTakeFirstOrThrow(() => NoSuchAccount())
  if (posted - heldOut < 0) throw BalanceTooLow({ lowest: lowest! })
  throw BalanceTooHigh({ highest: highest! })
}
