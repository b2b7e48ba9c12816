/** Namespaces as they were at one instant: to be read for hours while others write. */
import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { Kysely } from 'kysely'
import { NoSuchNamespace } from './namespace.ts'
import type { Source } from './rows.ts'
import { SocleSqliteDialect } from './sqlite.ts'

export type Snapshot = (name: string) => Source
const LOCK_WAIT_MS = 60_000

/**
 * SQLite has no transaction over several files. While they are opened the first one, the registry, is locked: work
 * that passes from one namespace to another goes through it, and so is wholly in the picture or not at all.
 */
export async function fileSnapshot<Result>(
  files: ReadonlyMap<string, string>,
  work: (of: Snapshot) => Promise<Result>,
): Promise<Result> {
  const opened = new Map<string, Database.Database>()
  try {
    await whileLocked([...files.values()][0]!, async () => {
      for (const [name, file] of files) {
        if (!existsSync(file)) throw new NoSuchNamespace(name)
        const raw = new Database(file, { readonly: true, fileMustExist: true })
        opened.set(name, raw)
        raw.exec('begin')
        raw.prepare('select 1 from sqlite_master').get() // the first read fixes the instant
      }
    })
    return await work((name) => {
      const raw = opened.get(name)
      if (!raw) throw new NoSuchNamespace(name)
      return { dialect: 'sqlite', reader: new Kysely({ dialect: new SocleSqliteDialect(raw) }) }
    })
  } finally {
    for (const raw of opened.values()) raw.close()
  }
}

async function whileLocked(file: string, work: () => Promise<void>): Promise<void> {
  const raw = new Database(file, { fileMustExist: true, timeout: 5 })
  try {
    const db = new Kysely({ dialect: new SocleSqliteDialect(raw, LOCK_WAIT_MS) })
    await db.transaction().execute(work)
  } finally {
    raw.close()
  }
}
