/** Where namespaces live: SQLite files, PostgreSQL schemas, MariaDB databases. One variable chooses. */
import { fileURLToPath } from 'node:url'
import type { Dialect } from './column.ts'
import type { Namespace } from './namespace.ts'
import { SqliteEngine, type SqliteEngineOptions } from './files.ts'
import { MariadbEngine, PostgresEngine } from './servers.ts'
import type { Snapshot } from './snapshots.ts'

export { locked, Namespace, NoSuchNamespace } from './namespace.ts'
export { MariadbEngine, PostgresEngine, SqliteEngine }

export interface Engine {
  readonly dialect: Dialect
  /** Runs `work` on a namespace, which stays open until it is done; NoSuchNamespace when there is none. */
  use<Result, DB = any>(
    name: string,
    work: (namespace: Namespace<DB>) => Promise<Result>,
  ): Promise<Result>
  /** Nothing happens if it is already there. */
  create(name: string): Promise<void>
  /** With everything in it. Nothing happens if it is not there. */
  drop(name: string): Promise<void>
  exists(name: string): Promise<boolean>
  /** What it takes on the disk, in bytes. */
  size(name: string): Promise<number>
  /** Leaves nothing readable of deleted rows in files of ours; servers see to theirs. */
  scrub(name: string): Promise<void>
  /** In alphabetical order. */
  list(prefix?: string): Promise<string[]>
  /** The named namespaces as they all were at one instant; the registry first, if it is among them. */
  snapshot<Result>(
    names: readonly string[],
    work: (of: Snapshot) => Promise<Result>,
  ): Promise<Result>
  close(): Promise<void>
}

export type EngineOptions = Omit<SqliteEngineOptions, 'dir'> & {
  /** The folder of SQLite files, unless the address names one. */
  dir: string
  /** In front of every schema's or database's name, so that installations may share a server; `socle_` when absent. */
  prefix?: string
  /** Connections to a server at most; 10 when absent. */
  max?: number
}

/** `sqlite:` (files in `dir`), `sqlite:/folder`, `postgres://…`, `mysql://…` or `mariadb://…`. */
export function openEngine(url: string, options: EngineOptions): Engine {
  const { prefix = 'socle_', max = 10 } = options
  switch (/^[a-z]+:/.exec(url)?.[0]) {
    case 'sqlite:':
    case 'file:':
      return new SqliteEngine({ ...options, dir: folderOf(url) ?? options.dir })
    case 'postgres:':
    case 'postgresql:':
      return new PostgresEngine({ url, prefix, max })
    case 'mysql:':
    case 'mariadb:':
      return new MariadbEngine({ url, prefix, max })
    default:
      throw new Error('DATABASE_URL must start with sqlite:, postgres:// or mysql://')
  }
}

const folderOf = (url: string) => {
  if (url.startsWith('file:')) return fileURLToPath(url)
  const path = url.slice('sqlite:'.length)
  return path === '' ? undefined : path.replace(/^\/\/(?=\/)/, '')
}
