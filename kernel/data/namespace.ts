/** One workspace's data, or the registry's. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Dialect } from './column.ts'
import { isTransient } from './faults.ts'

const RETRIES = 3

export type NamespaceParts<DB> = {
  name: string
  dialect: Dialect
  /** Called when first needed: each may open a connection of its own. */
  db: () => Kysely<DB>
  reader: () => Kysely<DB>
  schema: string | null
  exclusively: Namespace<DB>['exclusively']
}

export class Namespace<DB = any> {
  readonly name: string
  readonly dialect: Dialect
  /** The engine's own name of it; null on SQLite, where it is a file. */
  readonly schema: string | null
  /** For migrations: one at a time over all processes; in a transaction where DDL has them. */
  readonly exclusively: <Result>(work: (db: Kysely<DB>) => Promise<Result>) => Promise<Result>

  readonly #db: () => Kysely<DB>
  readonly #reader: () => Kysely<DB>

  constructor(parts: NamespaceParts<DB>) {
    this.name = parts.name
    this.dialect = parts.dialect
    this.#db = parts.db
    this.#reader = parts.reader
    this.schema = parts.schema
    this.exclusively = parts.exclusively
  }

  /** Reads and single writes outside a transaction. On SQLite it waits for the running transaction. */
  get db(): Kysely<DB> {
    return this.#db()
  }

  /** Reads only: never waits for a running transaction, sees everything committed before. */
  get reader(): Kysely<DB> {
    return this.#reader()
  }

  /**
   * Runs `work` in one transaction. What was lost to a deadlock or a busy database is run again from the
   * start, up to three times: `work` touches data through its handle, and nothing else.
   */
  async transact<Result>(work: (db: Kysely<DB>) => Promise<Result>): Promise<Result> {
    for (let retry = 0; ; retry++) {
      try {
        return await this.db.transaction().execute(work)
      } catch (error) {
        if (retry === RETRIES || !isTransient(error)) throw error
        await sleep(Math.random() * 20 * 2 ** retry)
      }
    }
  }
}

/** Locks the rows a query reads until the transaction ends; SQLite's transaction holds the write lock already. */
export const locked = <Query extends { forUpdate(): Query }>(dialect: Dialect, query: Query) =>
  dialect === 'sqlite' ? query : query.forUpdate()

export class NoSuchNamespace extends Error {
  constructor(name: string) {
    super(`no such namespace: ${name}`)
  }
}

export function checkedName(name: string): string {
  if (/^[a-z][a-z0-9_]{0,47}$/.test(name)) return name
  throw new RangeError(`not a name of a namespace: ${JSON.stringify(name)}`)
}
