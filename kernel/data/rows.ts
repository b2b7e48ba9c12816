/** Rows of whole tables: read in the order of their key and in portions, written as they come. */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Dialect, TableSpec } from './column.ts'
import type { Model } from './ground.ts'
import type { Namespace } from './namespace.ts'
import { knots } from './order.ts'

export type Row = Record<string, unknown>
export type Batch = { table: string; rows: Row[] }
/** What can be read: a namespace, or one as it was at an instant. */
export type Source = Pick<Namespace<any>, 'reader' | 'dialect'>

/** Rows at once; and about how many characters, so that memory stays flat whatever a row holds. */
const MOST_ROWS = 500
const MOST_CHARACTERS = 2_000_000
/** Values of one statement: SQLite takes 32,766, PostgreSQL 65,535. */
const MOST_VALUES = 30_000

/** The rows after `last`, by primary key: the order is the same on every engine. */
export async function* batches(
  { reader, dialect }: Source,
  table: string,
  { columns, primary }: TableSpec,
  last?: Row,
): AsyncGenerator<Row[]> {
  const names = Object.keys(columns)
  const most = Math.min(MOST_ROWS, Math.floor(MOST_VALUES / names.length))
  for (let size = Math.min(20, most), after = last; ;) {
    let query = reader.selectFrom(table).select(names).limit(size)
    for (const name of primary) query = query.orderBy(name)
    if (after) query = query.where(beyond(dialect, primary, after))
    const rows = (await query.execute()) as Row[]
    if (rows.length > 0) yield rows
    if (rows.length < size) return
    after = rows.at(-1)!
    const weight = rows.reduce((sum, row) => sum + weightOf(row), 0) / rows.length
    size = Math.max(1, Math.min(most, size * 4, Math.floor(MOST_CHARACTERS / weight)))
  }
}

function beyond(dialect: Dialect, key: readonly string[], last: Row): RawBuilder<boolean> {
  const refs = key.map((name) => sql.ref(name))
  const values = key.map((name) => last[name])
  if (key.length === 1) return sql`${refs[0]} > ${values[0]}`
  if (dialect !== 'mariadb') return sql`(${sql.join(refs)}) > (${sql.join(values)})`
  // MariaDB compares such pairs row by row from the start of the index; spelled out, it seeks.
  const steps = refs.map((ref, i) => {
    const same = refs.slice(0, i).map((it, j) => sql`${it} = ${values[j]}`)
    return sql`(${sql.join([...same, sql`${ref} > ${values[i]}`], sql` and `)})`
  })
  return sql`(${sql.join(steps, sql` or `)})`
}

/** Roughly its characters; what JSON columns hold is measured as text. */
export function weightOf(row: Row): number {
  let weight = 0
  for (const value of Object.values(row)) {
    if (typeof value === 'string' || value instanceof Uint8Array) weight += value.length
    else if (typeof value !== 'object' || value === null || value instanceof Date) weight += 8
    else weight += JSON.stringify(value).length
  }
  return weight
}

export const isFull = (rows: readonly Row[], weight: number) =>
  rows.length >= MOST_ROWS || weight >= MOST_CHARACTERS

/** The row with the greatest key; undefined in an empty table. */
export async function lastRow({ reader }: Source, table: string, { primary }: TableSpec) {
  let query = reader.selectFrom(table).select(primary).limit(1)
  for (const name of primary) query = query.orderBy(name, 'desc')
  return (await query.executeTakeFirst()) as Row | undefined
}

async function insert(db: Kysely<any>, { table, rows }: Batch) {
  const most = Math.max(1, Math.floor(MOST_VALUES / Object.keys(rows[0] ?? {}).length))
  for (let i = 0; i < rows.length; i += most) {
    await db
      .insertInto(table)
      .values(rows.slice(i, i + most))
      .execute()
  }
}

/**
 * Writes batches, each in a transaction; tables tied in a knot in one, for that alone can put off foreign keys.
 * `whole`: everything in one transaction, so that a crash leaves all or nothing.
 */
export async function pour(
  to: Namespace<any>,
  model: Model,
  source: AsyncIterable<Batch>,
  { whole = false }: { whole?: boolean } = {},
): Promise<void> {
  const everything = Object.keys(model)
  const tied = whole ? new Map(everything.map((name) => [name, everything])) : knots(model)
  let open: { group: readonly string[]; work: Deferred } | undefined
  try {
    for await (const batch of source) {
      const group = tied.get(batch.table)
      if (open && open.group !== group) {
        await open.work.commit()
        open = undefined
      }
      if (group) {
        open ??= { group, work: await deferred(to) }
        await insert(open.work.db, batch)
      } else {
        await to.transact((db) => insert(db, batch))
      }
    }
    await open?.work.commit()
  } catch (error) {
    await open?.work.rollback()
    throw error
  }
}

type Deferred = { db: Kysely<any>; commit(): Promise<void>; rollback(): Promise<void> }

const putOff: Record<Dialect, RawBuilder<unknown>> = {
  sqlite: sql`pragma defer_foreign_keys = on`, // until the commit
  postgres: sql`set constraints all deferred`, // until the commit
  mariadb: sql`set foreign_key_checks = 0`, // of the session, so it is taken back
}

/** A transaction whose rows may refer to rows that come later. */
async function deferred({ db, dialect }: Namespace<any>): Promise<Deferred> {
  const transaction = await db.startTransaction().execute()
  await putOff[dialect].execute(transaction)
  const check = async () => {
    if (dialect === 'mariadb') await sql`set foreign_key_checks = 1`.execute(transaction)
  }
  return {
    db: transaction,
    commit: async () => {
      await check()
      await transaction.commit().execute()
    },
    rollback: async () => {
      await check()
      await transaction.rollback().execute()
    },
  }
}
