/** What every step needs: where it stands, and the statements that differ between the engines. */
import { type Kysely, sql } from 'kysely'
import type { ColumnSpec, Dialect, TableSpec } from './column.ts'
import * as ddl from './ddl.ts'
import { snakeCase } from './names.ts'

export type Model = Record<string, TableSpec>
/** Where a step is applied; `model` is what the steps before it left behind. */
export type Ground = { db: Kysely<any>; dialect: Dialect; schema: string | null; model: Model }
export type Step = {
  /** Does in memory what `apply` does in the database. */
  fold(model: Model): void
  apply(ground: Ground): Promise<void>
}

export const run = async ({ db }: Ground, text: string) => {
  await sql.raw(text).execute(db)
}
export const tableAt = ({ dialect, schema }: Ground, name: string) =>
  ddl.quoteTable(dialect, schema, name)

export function known(model: Model, name: string): TableSpec {
  const spec = model[name]
  if (!spec) throw new Error(`no table ${name} at this point of the migrations`)
  return spec
}

async function columnsOf(ground: Ground, name: string): Promise<Set<string>> {
  const { db, dialect, schema } = ground
  const physical = snakeCase(name)
  const query =
    dialect === 'sqlite'
      ? sql<{ name: string }>`select name from pragma_table_info(${physical})`
      : sql<{ name: string }>`select column_name as name from information_schema.columns
          where table_schema = ${schema} and table_name = ${physical}`
  const { rows } = await query.execute(db)
  return new Set(rows.map((row) => row.name))
}
export const hasColumn = async (ground: Ground, name: string, column: string) =>
  (await columnsOf(ground, name)).has(snakeCase(column))

/** SQLite changes what it cannot alter by copying the table; migrations run there with foreign keys off. */
export async function rebuild(
  ground: Ground,
  name: string,
  step: Step,
  renamed: Record<string, string> = {},
) {
  const next = structuredClone(ground.model)
  step.fold(next)
  const spec = known(next, name)
  const present = await columnsOf(ground, name)
  const before = (column: string) => renamed[column] ?? column
  const kept = Object.keys(spec.columns).filter((column) => present.has(snakeCase(before(column))))
  const columns = ddl.quoteNames('sqlite', kept)
  const values = ddl.quoteNames('sqlite', kept.map(before))
  const old = ddl.quoteName('sqlite', name)
  const copy = ddl.quoteName('sqlite', `${name}Rebuilt`)
  for (const text of ddl.createTable('sqlite', null, name, spec, `${name}Rebuilt`)) {
    await run(ground, text)
  }
  await run(ground, `insert into ${copy} (${columns}) select ${values} from ${old}`)
  await run(ground, `drop table ${old}`)
  await run(ground, `alter table ${copy} rename to ${old}`)
  for (const index of ddl.indexesOf(spec)) {
    await run(ground, ddl.createIndex('sqlite', null, name, index))
  }
}

export const alter = (ground: Ground, name: string, words: string) =>
  run(ground, `alter table ${tableAt(ground, name)} ${words}`)

export async function dropConstraint(
  ground: Ground,
  name: string,
  constraint: string,
  kind: 'constraint' | 'foreign key' = 'constraint',
) {
  const word = ground.dialect === 'mariadb' ? kind : 'constraint'
  await alter(ground, name, `drop ${word} if exists ${ddl.wrapped(ground.dialect, constraint)}`)
}

export async function addForeignKey(
  ground: Ground,
  name: string,
  column: string,
  spec: ColumnSpec,
) {
  if (!spec.references) return
  await dropForeignKey(ground, name, column)
  await alter(
    ground,
    name,
    `add ${ddl.foreignKey(ground.dialect, ground.schema, name, column, spec)}`,
  )
}

export const dropForeignKey = (ground: Ground, name: string, column: string) =>
  dropConstraint(ground, name, ddl.foreignKeyName(name, column), 'foreign key')

export async function dropIndexes(ground: Ground, name: string, indexes: ddl.Index[]) {
  const { dialect, schema } = ground
  for (const { columns, unique } of indexes) {
    const index = ddl.wrapped(dialect, ddl.indexName(name, columns, unique))
    const place = dialect === 'postgres' ? `${ddl.wrapped(dialect, schema!)}.` : ''
    const on = dialect === 'mariadb' ? ` on ${tableAt(ground, name)}` : ''
    await run(ground, `drop index if exists ${place}${index}${on}`)
  }
}
