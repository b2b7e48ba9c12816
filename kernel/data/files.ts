/** Namespaces as SQLite files: opened lazily, a bounded number at once, closed when idle. */
import { mkdir, readdir, rm } from 'node:fs/promises'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, sql } from 'kysely'
import type { Engine } from './engine.ts'
import { checkedName, Namespace, NoSuchNamespace } from './namespace.ts'
import { fileSnapshot, type Snapshot } from './snapshots.ts'
import { SocleSqliteDialect } from './sqlite.ts'

export type SqliteEngineOptions = {
  dir: string
  /**
   * Open namespaces at most; more only while all of them are in use. 1,200 when absent: to open one again costs more
   * than its request, to keep one costs 0.3 MB until it is idle. Fewer where the system allows fewer files.
   */
  maxOpen?: number
  /** An unused namespace is closed after this time; 5 minutes when absent. */
  idleMs?: number
  /** `off` is for tests: a power cut may then cost the file. */
  synchronous?: 'normal' | 'full' | 'off'
}

const MINUTE = 60_000
const MAX_OPEN = 1200
/** What a system's limit on open files leaves at least. */
const MIN_OPEN = 4
/** SQLite itself waits by blocking the whole process; beyond this our connection waits without. */
const BLOCKING_WAIT_MS = 5

type Opened = {
  namespace: Namespace<any>
  /** Which file it was when it was opened. */
  inode: number
  users: number
  usedAt: number
  close(): void
}

export class SqliteEngine implements Engine {
  readonly dialect = 'sqlite'
  readonly #dir: string
  #maxOpen: number
  readonly #idleMs: number
  readonly #synchronous: string
  /** In the order of last use. */
  readonly #opened = new Map<string, Opened>()
  /** Whose files were looked at in this turn of the event loop: a request asks five times within one. */
  readonly #seen = new Set<Opened>()
  readonly #sweeper: NodeJS.Timeout

  constructor(options: SqliteEngineOptions) {
    this.#dir = options.dir
    this.#maxOpen = options.maxOpen ?? MAX_OPEN
    this.#idleMs = options.idleMs ?? 5 * MINUTE
    this.#synchronous = options.synchronous ?? 'normal'
    this.#sweeper = setInterval(() => this.#closeIdle(), Math.max(this.#idleMs / 2, 10)).unref()
  }

  /** How many namespaces are open now. */
  get openCount() {
    return this.#opened.size
  }

  async use<Result, DB>(name: string, work: (namespace: Namespace<DB>) => Promise<Result>) {
    const opened = this.#current(name) ?? this.#open(name)
    this.#opened.delete(name)
    this.#opened.set(name, opened)
    opened.users++
    try {
      this.#closeSurplus()
      return await work(opened.namespace)
    } finally {
      opened.users--
      opened.usedAt = Date.now()
      const isOutdated = this.#opened.get(name) !== opened
      if (isOutdated && opened.users === 0) opened.close()
      this.#closeSurplus()
    }
  }

  async create(name: string) {
    await mkdir(this.#dir, { recursive: true })
    const raw = new Database(this.#file(name))
    raw.pragma('journal_mode = wal')
    raw.close()
  }

  async drop(name: string) {
    this.#close(name)
    // The file last, so that what a crash leaves behind still exists and can be dropped again.
    for (const suffix of ['-wal', '-shm', '']) await rm(this.#file(name) + suffix, { force: true })
  }

  async size(name: string) {
    const files = ['', '-wal'].map((suffix) => this.#file(name) + suffix)
    return files.reduce((sum, it) => sum + (statSync(it, { throwIfNoEntry: false })?.size ?? 0), 0)
  }

  /** The write-ahead log keeps former pages until it is used again from its beginning. */
  scrub(name: string) {
    return this.use(name, async ({ db }) => {
      await sql`pragma wal_checkpoint(truncate)`.execute(db)
    })
  }

  async exists(name: string) {
    return existsSync(this.#file(name))
  }

  async list(prefix = '') {
    if (!existsSync(this.#dir)) return []
    const files = await readdir(this.#dir)
    return files
      .filter((file) => file.startsWith(prefix) && file.endsWith('.db'))
      .map((file) => file.slice(0, -'.db'.length))
      .toSorted()
  }

  snapshot<Result>(names: readonly string[], work: (of: Snapshot) => Promise<Result>) {
    return fileSnapshot(new Map(names.map((name) => [name, this.#file(name)])), work)
  }

  async close() {
    clearInterval(this.#sweeper)
    for (const name of this.#opened.keys()) this.#close(name)
  }

  #file(name: string) {
    return join(this.#dir, `${checkedName(name)}.db`)
  }

  #connect(file: string, options: { readonly?: boolean; foreignKeys?: boolean } = {}) {
    const { readonly = false, foreignKeys = true } = options
    const raw = this.#tryOpen(file, { fileMustExist: true, readonly, timeout: BLOCKING_WAIT_MS })
    raw.pragma(`synchronous = ${this.#synchronous}`)
    raw.pragma('secure_delete = on') // what was deleted is not left readable in free pages
    raw.pragma(`foreign_keys = ${foreignKeys ? 'on' : 'off'}`)
    return raw
  }

  /** When no more files may be open, half of those that nobody uses are given up, for good. */
  #tryOpen(file: string, options: Database.Options): Database.Database {
    try {
      return openWhole(file, options)
    } catch (error) {
      const { code } = error as { code?: string }
      if (code !== 'SQLITE_CANTOPEN' || this.#opened.size <= MIN_OPEN) throw error
      this.#maxOpen = Math.max(MIN_OPEN, Math.floor(this.#opened.size / 2))
      this.#closeSurplus()
      return openWhole(file, options)
    }
  }

  /** The opened one, unless another process has dropped its file or put another in its place. */
  #current(name: string): Opened | undefined {
    const opened = this.#opened.get(name)
    if (!opened || this.#seen.has(opened)) return opened
    if (opened.inode === inodeOf(this.#file(name))) {
      if (this.#seen.size === 0) setImmediate(() => this.#seen.clear())
      this.#seen.add(opened)
      return opened
    }
    this.#opened.delete(name)
    if (opened.users === 0) opened.close()
    return undefined
  }

  #open(name: string): Opened {
    const file = this.#file(name)
    const inode = inodeOf(file)
    if (inode === undefined) throw new NoSuchNamespace(name)
    const opened: Database.Database[] = []
    const dialects: SocleSqliteDialect[] = []
    const connect = (options?: { readonly?: boolean }) => {
      const raw = this.#connect(file, options)
      const dialect = new SocleSqliteDialect(raw)
      opened.push(raw)
      dialects.push(dialect)
      return new Kysely<any>({ dialect })
    }
    let db: Kysely<any> | undefined
    let reader: Kysely<any> | undefined
    const namespace = new Namespace<any>({
      name,
      dialect: 'sqlite',
      db: () => (db ??= connect()),
      reader: () => (reader ??= connect({ readonly: true })),
      schema: null,
      exclusively: async (work) => {
        try {
          return await this.#exclusively(file, work)
        } finally {
          for (const dialect of dialects) dialect.forget()
        }
      },
    })
    const close = () => opened.forEach((raw) => raw.close())
    return { namespace, inode, users: 0, usedAt: Date.now(), close }
  }

  /** A connection of its own: rebuilding a table needs foreign keys off, which a transaction cannot do. */
  async #exclusively<Result>(file: string, work: (db: Kysely<any>) => Promise<Result>) {
    const raw = this.#connect(file, { foreignKeys: false })
    const db = new Kysely<any>({ dialect: new SocleSqliteDialect(raw, MINUTE) })
    try {
      return await db.transaction().execute(async (transaction) => {
        const result = await work(transaction)
        const { rows } = await sql`pragma foreign_key_check`.execute(transaction)
        if (rows.length > 0) throw new Error(`rows refer to nothing: ${JSON.stringify(rows[0])}`)
        return result
      })
    } finally {
      raw.close()
    }
  }

  #close(name: string) {
    this.#opened.get(name)?.close()
    this.#opened.delete(name)
  }

  #closeSurplus() {
    for (const [name, { users }] of this.#opened) {
      if (this.#opened.size <= this.#maxOpen) return
      if (users === 0) this.#close(name)
    }
  }

  #closeIdle() {
    const before = Date.now() - this.#idleMs
    for (const [name, { users, usedAt }] of this.#opened) {
      if (users === 0 && usedAt <= before) this.#close(name)
    }
  }
}

const inodeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.ino

/**
 * SQLite opens a file's companions at the first look; here they are there from the start, or nothing is. What a killed
 * process left half written is undone by whoever looks first, and a reader may not: it lets a writer look before it.
 */
function openWhole(file: string, options: Database.Options): Database.Database {
  const raw = new Database(file, options)
  try {
    raw.pragma('schema_version')
    return raw
  } catch (error) {
    raw.close()
    const { code = '' } = error as { code?: string }
    if (!options.readonly || !code.startsWith('SQLITE_READONLY')) throw error
    openWhole(file, { ...options, readonly: false }).close()
    return openWhole(file, options)
  }
}
