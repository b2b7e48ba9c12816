import { type Expression, type Kysely, sql } from 'kysely'
import { prepared } from '#kernel/data/prepared.ts'
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
  const walls = { lowWall: account.lowest, highWall: account.highest }
  const row = { id: newId(now().getTime()), ...account, ...walls, openedAt: now() }
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
  return positions(ctx.db)
    .where('id', 'in', [...ids])
    .execute()
}

/** The same, locked until the transaction ends, always in the order of the ids; unknown ids are left out. */
export async function lockBalances(
  ctx: Pick<Ctx, 'db' | 'locked'>,
  ids: readonly string[],
): Promise<Balance[]> {
  if (ids.length === 0) return []
  const chosen = positions(ctx.db)
    .where('id', 'in', [...ids])
    .orderBy('id')
  return ctx.locked(chosen).execute()
}

const positions = (db: Ledger) =>
  db
    .selectFrom('ledgerAccounts')
    .select(['id as accountId', 'owner', 'posted', 'heldOut', 'heldIn', 'lowest', 'highest'])

/** The accounts of a book whose posted balance is at or beyond one of the bounds. */
export function balancesBeyond(
  ctx: Pick<Ctx, 'db'>,
  book: string,
  { atMost, atLeast }: { atMost: number; atLeast: number },
): Promise<Balance[]> {
  return positions(ctx.db)
    .where('book', '=', book)
    .where(({ or, eb }) => or([eb('posted', '<=', atMost), eb('posted', '>=', atLeast)]))
    .execute()
}

/** Where one account stands; NoSuchAccount (404). */
export async function balanceOf(ctx: Pick<Ctx, 'db'>, id: string): Promise<Balance> {
  const [balance] = (await positionById(ctx.db, { id })).rows
  if (!balance) throw NoSuchAccount()
  return balance
}

const positionById = prepared((db: Ledger, { id }: { id: string }) =>
  positions(db).where('id', '=', id),
)

export type Limits = Pick<NewAccount, 'lowest' | 'highest'>

/**
 * Gives an account other limits in one statement, so that transfers at the same moment meet the former or the new ones.
 * An account that stands beyond stays there: only moves further away are refused. NoSuchAccount (404).
 */
export async function setLimits(
  { db }: Pick<Ctx, 'db'>,
  book: string,
  id: string,
  { lowest, highest }: Limits,
): Promise<void> {
  const { numUpdatedRows } = await (db as Ledger)
    .updateTable('ledgerAccounts')
    .set(({ eb, ref }) => ({
      lowest,
      highest,
      lowWall: lowest === null ? null : lower(eb('posted', '-', ref('heldOut')), lowest),
      highWall: highest === null ? null : higher(eb('posted', '+', ref('heldIn')), highest),
    }))
    .where('id', '=', id)
    .where('book', '=', book)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw NoSuchAccount()
}

// No name for the smaller of two values is known to all engines.
const lower = (it: Expression<number>, than: Value) =>
  sql<number>`case when ${it} < ${than} then ${it} else ${than} end`
const higher = (it: Expression<number>, than: Value) =>
  sql<number>`case when ${it} > ${than} then ${it} else ${than} end`
type Value = number | Expression<number | null>

export type Change = { posted: number; heldOut: number; heldIn: number }

/**
 * Adds to the positions of one account of a book; NoSuchAccount (404) in any other book. The limits are part of the
 * UPDATE, not of a SELECT before it: of any number of transfers at the same moment exactly those that fit pass,
 * whichever the database.
 */
export async function changeAccount(
  db: Ledger,
  book: string,
  id: string,
  change: Change,
): Promise<void> {
  const { posted, heldOut, heldIn } = change
  const lower = posted - heldOut
  const higher = posted + heldIn
  // What lowers nothing needs no lower limit, so settling and releasing a hold cannot fail.
  const update = updates[lower < 0 ? 'low' : 'free'][higher > 0 ? 'high' : 'free']
  const { numAffectedRows } = await update(db, { book, id, ...change, lower, higher })
  if (numAffectedRows === 1n) return

  const { lowest, highest } = await db
    .selectFrom('ledgerAccounts')
    .select(['lowest', 'highest'])
    .where('id', '=', id)
    .where('book', '=', book)
    .executeTakeFirstOrThrow(() => NoSuchAccount())
  if (lower < 0) throw BalanceTooLow({ lowest: lowest! })
  throw BalanceTooHigh({ highest: highest! })
}

/** The same for what somebody decided in spite of the limits: the walls move along, the limits stay. */
export async function changeBeyond(db: Ledger, book: string, id: string, change: Change) {
  const { posted, heldOut, heldIn } = change
  const { numUpdatedRows } = await db
    .updateTable('ledgerAccounts')
    .set(({ eb, ref }) => ({
      // Before the positions: MariaDB reads what it has just written.
      lowWall: lower(eb(eb('posted', '-', ref('heldOut')), '+', posted - heldOut), ref('lowWall')),
      highWall: higher(eb(eb('posted', '+', ref('heldIn')), '+', posted + heldIn), ref('highWall')),
      posted: eb('posted', '+', posted),
      heldOut: eb('heldOut', '+', heldOut),
      heldIn: eb('heldIn', '+', heldIn),
    }))
    .where('id', '=', id)
    .where('book', '=', book)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw NoSuchAccount()
}

type Bounded = Change & { book: string; id: string; lower: number; higher: number }

const updateWithin = (limits: { low?: boolean; high?: boolean }) =>
  prepared((db: Ledger, { book, id, posted, heldOut, heldIn, lower, higher }: Bounded) =>
    db
      .updateTable('ledgerAccounts')
      .set((row) => ({
        posted: row('posted', '+', posted),
        heldOut: row('heldOut', '+', heldOut),
        heldIn: row('heldIn', '+', heldIn),
      }))
      .where('id', '=', id)
      .where('book', '=', book)
      .$if(limits.low === true, (query) =>
        query.where(({ or, eb }) =>
          or([
            eb('lowest', 'is', null),
            eb(eb('posted', '-', eb.ref('heldOut')), '>=', eb('lowest', '-', lower)),
          ]),
        ),
      )
      .$if(limits.high === true, (query) =>
        query.where(({ or, eb }) =>
          or([
            eb('highest', 'is', null),
            eb(eb('posted', '+', eb.ref('heldIn')), '<=', eb('highest', '-', higher)),
          ]),
        ),
      ),
  )

const updates = {
  free: { free: updateWithin({}), high: updateWithin({ high: true }) },
  low: { free: updateWithin({ low: true }), high: updateWithin({ low: true, high: true }) },
}
