/** The few statements whose SQL differs between the engines. */
import type { Insertable, Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Dialect } from './column.ts'
import { isUniqueViolation } from './faults.ts'
import { prepared } from './prepared.ts'

type Row = Record<string, unknown>

const insert = prepared(
  (db: Kysely<any>, row: Row, { table, ignoring }: { table: string; ignoring: boolean }) => {
    const statement = db.insertInto(table).values(row)
    return ignoring ? statement.onConflict((conflict) => conflict.doNothing()) : statement
  },
)

/** Inserts one row of plain values, by a statement that is compiled once. */
export async function insertOne<DB, Name extends keyof DB & string>(
  db: Kysely<DB>,
  table: Name,
  row: Insertable<DB[Name]>,
): Promise<void> {
  await insert(db as Kysely<any>, row as Row, { table, ignoring: false })
}

/** Inserts a row, or brings the row that has the same `keys` (a primary key or a unique index) to its values. */
export async function upsert<DB, Name extends keyof DB & string>(
  db: Kysely<DB>,
  dialect: Dialect,
  table: Name,
  row: Insertable<DB[Name]>,
  keys: readonly (keyof DB[Name] & string)[],
): Promise<void> {
  const columns = Object.keys(row).filter((column) => !keys.includes(column as never))
  if (columns.length === 0) {
    await insertIgnore(db, dialect, table, row)
    return
  }
  const insert = (db as Kysely<any>).insertInto(table as string).values(row)
  if (dialect === 'mariadb') {
    const values = columns.map((column) => [column, sql`values(${sql.ref(column)})`])
    await insert.onDuplicateKeyUpdate(Object.fromEntries(values)).execute()
  } else {
    const values = columns.map((column) => [column, sql.ref(`excluded.${column}`)])
    await insert
      .onConflict((conflict) =>
        conflict.columns(keys as readonly string[]).doUpdateSet(Object.fromEntries(values)),
      )
      .execute()
  }
}

/** True when the row was inserted, false when one with the same key is there already; other faults are thrown. */
export async function insertIgnore<DB, Name extends keyof DB & string>(
  db: Kysely<DB>,
  dialect: Dialect,
  table: Name,
  row: Insertable<DB[Name]>,
): Promise<boolean> {
  if (dialect !== 'mariadb') {
    const { numAffectedRows } = await insert(db, row as Row, { table, ignoring: true })
    return numAffectedRows === 1n
  }
  // Not "insert ignore", which also swallows checks and foreign keys. A failed statement leaves
  // MariaDB's transaction usable.
  try {
    await insertOne(db, table, row)
    return true
  } catch (error) {
    if (isUniqueViolation(error)) return false
    throw error
  }
}
