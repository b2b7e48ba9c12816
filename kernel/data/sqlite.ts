/** SQLite under Kysely: statements stay prepared, values are decoded, waiting never blocks the process. */
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type {
  BinaryOperationNode,
  CompiledQuery,
  DatabaseConnection,
  DefaultInsertValueNode,
  Driver,
  QueryResult,
} from 'kysely'
import { SqliteAdapter, SqliteDialect, SqliteQueryCompiler } from 'kysely'
import { isTransient } from './faults.ts'
import { emptyList } from './lists.ts'
import { camelCase, snakeCase } from './names.ts'
import { Given } from './prepared.ts'
import { checkedInteger, encode, refuseUnevenRows } from './values.ts'

type Cell = (value: never) => unknown
/** By declared type: see ddl.ts. */
const decoders: Record<string, Cell> = {
  boolean_int: (value: number) => value === 1,
  instant_text: (value: string) => new Date(value),
  json_text: (value: string) => JSON.parse(value),
  integer: checkedInteger,
}
/** An expression has no declared type: only what cannot be exact is refused. */
const decodeExpression = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) ? checkedInteger(value) : value

class Compiler extends SqliteQueryCompiler {
  protected override sanitizeIdentifier(identifier: string) {
    return super.sanitizeIdentifier(snakeCase(identifier))
  }
  protected override visitBinaryOperation(node: BinaryOperationNode) {
    const answer = emptyList(node)
    if (answer === undefined) super.visitBinaryOperation(node)
    else this.append(answer)
  }
  protected override visitDefaultInsertValue(_: DefaultInsertValueNode) {
    refuseUnevenRows()
  }
  protected override appendValue(value: unknown) {
    super.appendValue(value instanceof Given ? value.by(written) : written(value))
  }
}

function written(value: unknown): unknown {
  const encoded = encode(value)
  if (typeof encoded === 'boolean') return Number(encoded)
  return encoded instanceof Date ? encoded.toISOString() : encoded
}

type RowDecoder = { count: number; decode: (values: unknown[]) => Record<string, unknown> }
type Prepared = { statement: Database.Statement; row: RowDecoder | null }
const CACHED_STATEMENTS = 300
const CHANGES_SCHEMA = /^\s*(create|alter|drop|pragma)\b/i

class SqliteConnection implements DatabaseConnection {
  readonly #database: Database.Database
  readonly #prepared = new Map<string, Prepared>()
  readonly #waitMs: number

  constructor(database: Database.Database, waitMs: number) {
    this.#database = database
    this.#waitMs = waitMs
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const waitUntil = Date.now() + this.#waitMs
    for (;;) {
      try {
        return this.#execute<Row>(sql, parameters)
      } catch (error) {
        // Another process writes. A statement that met it has done nothing, so it may be repeated.
        const mayWait = isTransient(error) && Date.now() < waitUntil
        if (!mayWait || (this.#database.inTransaction && !sql.startsWith('begin'))) throw error
        await sleep(1 + Math.random() * 15)
      }
    }
  }

  #execute<Row>(sql: string, parameters: readonly unknown[]): QueryResult<Row> {
    const prepared = this.#prepare(sql)
    const { statement } = prepared
    if (prepared.row) {
      const rows = statement.all(...parameters) as unknown[][]
      if (rows.length === 0) return { rows: [] }
      // Another process changed the table: SQLite has prepared "select *" again by itself.
      if (rows[0]!.length !== prepared.row.count) prepared.row = rowDecoder(statement)
      return { rows: rows.map(prepared.row.decode) as Row[] }
    }
    const { changes, lastInsertRowid } = statement.run(...parameters)
    return { numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid), rows: [] }
  }

  async *streamQuery<Row>({ sql, parameters }: CompiledQuery): AsyncGenerator<QueryResult<Row>> {
    const { statement, row } = this.#prepare(sql)
    for (const values of statement.iterate(...parameters)) {
      yield { rows: [row!.decode(values as unknown[]) as Row] }
    }
  }

  /** After a migration by another connection: a prepared `select *` keeps the columns it knew. */
  forget() {
    this.#prepared.clear()
    // Running a statement, not preparing one, is what makes SQLite read the schema again.
    this.#database.prepare('select 1 from sqlite_master').get()
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql)
    if (known) return known
    const statement = this.#database.prepare(sql)
    const prepared = { statement, row: statement.reader ? rowDecoder(statement) : null }
    if (CHANGES_SCHEMA.test(sql)) {
      this.#prepared.clear()
    } else {
      if (this.#prepared.size >= CACHED_STATEMENTS) {
        this.#prepared.delete(this.#prepared.keys().next().value!)
      }
      this.#prepared.set(sql, prepared)
    }
    return prepared
  }
}

function rowDecoder(statement: Database.Statement): RowDecoder {
  statement.raw(true)
  const columns = statement.columns().map(({ name, column, type }) => ({
    name: camelCase(name),
    cell: (column === null ? decodeExpression : decoders[type ?? '']) as Cell | undefined,
  }))
  const count = columns.length
  const decode = (values: unknown[]) => {
    const row: Record<string, unknown> = {}
    for (let i = 0; i < count; i++) {
      const { name, cell } = columns[i]!
      const value = values[i]
      row[name] = cell === undefined || value === null ? value : cell(value as never)
    }
    return row
  }
  return { count, decode }
}

class SqliteDriver implements Driver {
  readonly connection: SqliteConnection
  readonly #database: Database.Database

  constructor(database: Database.Database, waitMs: number) {
    this.#database = database
    this.connection = new SqliteConnection(database, waitMs)
  }
  async init() {}
  async acquireConnection() {
    return this.connection
  }
  async releaseConnection() {}
  async beginTransaction(connection: DatabaseConnection) {
    // The write lock at once: a transaction that starts by reading could not be given it later.
    await connection.executeQuery(raw('begin immediate'))
  }
  async commitTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(raw('commit'))
  }
  async rollbackTransaction(connection: DatabaseConnection) {
    // Some errors (a full disk) have already rolled back.
    if (this.#database.inTransaction) await connection.executeQuery(raw('rollback'))
  }
  async destroy() {
    this.#database.close()
  }
}
const raw = (text: string) => ({ sql: text, parameters: [] }) as unknown as CompiledQuery

/** One for all files: by it `prepared` knows that a statement reads the same in each of them. */
const adapter = new SqliteAdapter()

/** One open file; Kysely gives its single connection to one user at a time. */
export class SocleSqliteDialect extends SqliteDialect {
  readonly #driver: SqliteDriver

  /** `waitMs`: how long a statement waits for another process to finish writing. */
  constructor(database: Database.Database, waitMs = 10_000) {
    super({ database })
    this.#driver = new SqliteDriver(database, waitMs)
  }
  forget() {
    this.#driver.connection.forget()
  }
  override createAdapter() {
    return adapter
  }
  override createDriver() {
    return this.#driver
  }
  override createQueryCompiler() {
    return new Compiler()
  }
}
