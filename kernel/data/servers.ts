/** Namespaces on a server. Every statement names its schema, so any connection of any pool will do. */
import { Kysely, sql } from 'kysely'
import type { Dialect } from './column.ts'
import type { Engine } from './engine.ts'
import { isMissingTable } from './faults.ts'
import { SocleMariadbDialect } from './mariadb.ts'
import { checkedName, Namespace, NoSuchNamespace } from './namespace.ts'
import { SoclePostgresDialect } from './postgres.ts'
import type { Snapshot } from './snapshots.ts'

export type ServerOptions = { url: string; prefix?: string; max?: number }

/** A migration waits this long for another process that migrates the same namespace. */
const LOCK_WAIT_S = 120

abstract class ServerEngine implements Engine {
  abstract readonly dialect: Dialect
  protected readonly prefix: string
  protected readonly pool: Kysely<any>
  readonly #known = new Map<string, Namespace<any>>()

  constructor(pool: Kysely<any>, prefix: string) {
    // With a name of 48 and "m:" in front this stays within MariaDB's 64 characters for a lock.
    if (!/^[a-z][a-z0-9_]{0,13}$/.test(prefix)) throw new RangeError(`bad prefix: ${prefix}`)
    this.pool = pool
    this.prefix = prefix
  }

  async use<Result, DB>(name: string, work: (namespace: Namespace<DB>) => Promise<Result>) {
    const namespace = this.#known.get(name) ?? (await this.#find(name))
    try {
      return await work(namespace)
    } catch (error) {
      if (isMissingTable(error)) this.#known.delete(name) // perhaps dropped by another process
      throw error
    }
  }

  async create(name: string) {
    await this.createSchema(this.schemaOf(name))
  }

  async drop(name: string) {
    this.#known.delete(name)
    await this.dropSchema(this.schemaOf(name))
  }

  size(name: string) {
    return this.sizeOf(this.schemaOf(name))
  }

  async scrub() {}

  async exists(name: string) {
    const schema = this.schemaOf(name)
    const { rows } = await sql`select 1 from information_schema.schemata
      where schema_name = ${schema}`.execute(this.pool)
    return rows.length > 0
  }

  async list(prefix = '') {
    const start = this.prefix + prefix
    const { rows } = await sql<{ name: string }>`
      select schema_name as name from information_schema.schemata
      where left(schema_name, ${sql.lit(start.length)}) = ${start}`.execute(this.pool)
    return rows.map(({ name }) => name.slice(this.prefix.length)).toSorted()
  }

  /** One read-only transaction; both servers fix its instant at the first read. */
  snapshot<Result>(names: readonly string[], work: (of: Snapshot) => Promise<Result>) {
    const { dialect } = this
    return this.pool
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (transaction) => {
        await sql`select count(*) from ${sql.table(`${this.schemaOf(names[0]!)}._migrations`)}`.execute(
          transaction,
        )
        return work((name) => ({ dialect, reader: transaction.withSchema(this.schemaOf(name)) }))
      })
  }

  close() {
    return this.pool.destroy()
  }

  protected abstract createSchema(schema: string): Promise<void>
  protected abstract dropSchema(schema: string): Promise<void>
  protected abstract sizeOf(schema: string): Promise<number>
  protected abstract exclusively<Result>(
    namespace: Namespace<any>,
    work: (db: Kysely<any>) => Promise<Result>,
  ): Promise<Result>

  protected schemaOf(name: string) {
    return this.prefix + checkedName(name)
  }

  async #find(name: string): Promise<Namespace<any>> {
    if (!(await this.exists(name))) throw new NoSuchNamespace(name)
    const schema = this.schemaOf(name)
    const db = this.pool.withSchema(schema)
    const namespace: Namespace<any> = new Namespace({
      name,
      dialect: this.dialect,
      db: () => db,
      reader: () => db,
      schema,
      exclusively: (work) => this.exclusively(namespace, work),
    })
    this.#known.set(name, namespace)
    return namespace
  }
}

export class PostgresEngine extends ServerEngine {
  readonly dialect = 'postgres'

  /** `settings`: further settings of each session. */
  constructor(options: ServerOptions & { settings?: Record<string, string> }) {
    const { url, prefix = 'socle_', max, settings } = options
    super(new Kysely({ dialect: new SoclePostgresDialect({ url, max, settings }) }), prefix)
  }
  protected async createSchema(schema: string) {
    await this.pool.transaction().execute(async (db) => {
      // "if not exists" fails when two sessions create the same one at once
      await sql`select pg_advisory_xact_lock(hashtextextended(${schema}, 0))`.execute(db)
      await sql`create schema if not exists ${sql.id(schema)}`.execute(db)
    })
  }
  protected async dropSchema(schema: string) {
    await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(this.pool)
  }
  protected async sizeOf(schema: string) {
    const { rows } = await sql<{ bytes: number | string }>`
      select coalesce(sum(pg_total_relation_size(c.oid)), 0) as bytes from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname = ${schema}`.execute(this.pool)
    return Number(rows[0]!.bytes)
  }
  protected exclusively<Result>(
    namespace: Namespace<any>,
    work: (db: Kysely<any>) => Promise<Result>,
  ) {
    return namespace.transact(async (db) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${namespace.schema}, 0))`.execute(db)
      return work(db)
    })
  }
}

export class MariadbEngine extends ServerEngine {
  readonly dialect = 'mariadb'

  constructor({ url, prefix = 'socle_', max }: ServerOptions) {
    super(new Kysely({ dialect: new SocleMariadbDialect({ url, max }) }), prefix)
  }
  protected async createSchema(schema: string) {
    // Binary without padding: 'é' <> 'e', 'A' <> 'a', 'a' <> 'a ', and the order of the other two engines.
    await sql`create database if not exists ${sql.id(schema)}
      character set utf8mb4 collate utf8mb4_nopad_bin`.execute(this.pool)
  }
  protected async dropSchema(schema: string) {
    await sql`drop database if exists ${sql.id(schema)}`.execute(this.pool)
  }
  protected async sizeOf(schema: string) {
    const { rows } = await sql<{ bytes: number | string }>`
      select coalesce(sum(data_length + index_length), 0) as bytes
      from information_schema.tables where table_schema = ${schema}`.execute(this.pool)
    return Number(rows[0]!.bytes)
  }
  /** DDL commits by itself there, so the lock belongs to the connection; a killed process loses both. */
  protected exclusively<Result>(
    { db, schema }: Namespace<any>,
    work: (db: Kysely<any>) => Promise<Result>,
  ) {
    return db.connection().execute(async (connection) => {
      const lock = `m:${schema}`
      const { rows } = await sql<{ held: number }>`
        select get_lock(${lock}, ${LOCK_WAIT_S}) as held`.execute(connection)
      if (rows[0]?.held !== 1) throw new Error(`another process keeps migrating ${schema}`)
      try {
        return await work(connection)
      } finally {
        await sql`do release_lock(${lock})`.execute(connection)
      }
    })
  }
}
