import { existsSync } from 'node:fs'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { t } from '#kernel/data/column.ts'
import { type Engine, SqliteEngine } from '#kernel/data/engine.ts'
import { addColumn, migrate } from '#kernel/data/migrate.ts'
import { upgradeAll } from '#kernel/data/upgrade.ts'
import { runChild } from './child.ts'
import { openTestEngine, type TestEngine } from './engines.ts'
import { type People, peopleParts } from './people.ts'

let place: TestEngine
let engine: Engine
beforeAll(async () => {
  place = await openTestEngine('sqlite')
  engine = place.engine
})
afterAll(() => place.end())

const dir = () => place.address.place
const use = (of: SqliteEngine, name: string, waitMs = 0) =>
  of.use<unknown, People>(name, async ({ reader }) => {
    await sleep(waitMs)
    return reader.selectFrom('accounts').selectAll().execute()
  })

describe('files', () => {
  const names = Array.from({ length: 12 }, (_, i) => `file${i}`)
  beforeAll(async () => {
    for (const name of names) {
      await engine.create(name)
      await engine.use(name, (namespace) => migrate(namespace, peopleParts))
    }
  })

  test('a bounded number is open, the latest used', async () => {
    const small = new SqliteEngine({ dir: dir(), maxOpen: 4 })
    for (const name of names) await use(small, name)
    expect(small.openCount).toBe(4)
    await small.close()
    expect(small.openCount).toBe(0)
  })
  test('one in use is never closed', async () => {
    const small = new SqliteEngine({ dir: dir(), maxOpen: 2, idleMs: 60_000 })
    const all = await Promise.all(names.map((name) => use(small, name, 60)))
    expect(all).toHaveLength(names.length)
    expect(small.openCount).toBe(2)
    await small.close()
  })
  test('where the system allows few open files, fewer stay open, and each still opens', async () => {
    // Node keeps some twenty for itself; twelve namespaces read and written need sixty.
    const { lines, code } = await runChild('few-files-child.ts', place.address, undefined, 64)
    expect(code).toBe(0)
    expect(lines).toHaveLength(names.length)
    expect(Math.max(...lines.map(Number))).toBeLessThan(names.length)
  })
  test('an idle one is closed, and opens again', async () => {
    const small = new SqliteEngine({ dir: dir(), idleMs: 300 })
    await use(small, names[0]!)
    expect(small.openCount).toBe(1)
    await expect.poll(() => small.openCount, { timeout: 5_000 }).toBe(0)
    expect(await use(small, names[0]!)).toEqual([])
    await small.close()
  })
  test('a dropped one leaves no file', async () => {
    await engine.drop(names[0]!)
    const left = ['.db', '.db-wal', '.db-shm'].filter((it) =>
      existsSync(join(dir(), names[0]! + it)),
    )
    expect(left).toEqual([])
  })
  test('what a killed process left half written is undone before a reader looks', async () => {
    const file = join(dir(), 'halfway.db')
    const scene = join(dir(), 'scene.db')
    const dying = new Database(scene)
    dying.pragma('journal_mode = delete')
    dying.exec('create table letters (words text)')
    dying.prepare('insert into letters values (?)').run('before')
    // More than the cache holds: pages of the unfinished transaction are in the file.
    dying.pragma('cache_size = 2')
    dying.exec("begin; update letters set words = 'after'")
    const more = dying.prepare('insert into letters values (?)')
    for (let i = 0; i < 50; i++) more.run('x'.repeat(4000))
    for (const end of ['', '-journal']) await copyFile(scene + end, file + end)
    dying.close()
    const fresh = new SqliteEngine({ dir: dir() })
    const words = await fresh.use<unknown, any>('halfway', ({ reader }) =>
      reader.selectFrom('letters').select('words').execute(),
    )
    expect(words).toEqual([{ words: 'before' }])
    await fresh.drop('halfway')
    await fresh.close()
  })
  test('a reader cannot write', async () => {
    const written = engine.use<unknown, People>(names[1]!, ({ reader }) =>
      reader.insertInto('accounts').values({ id: 1, units: 1 }).execute(),
    )
    await expect(written).rejects.toThrow('readonly')
  })
  test('one that is no database stops no other', async () => {
    await writeFile(join(dir(), 'bad.db'), 'not a database, but long enough to look like one')
    const { upgraded, failed } = await upgradeAll(
      () => engine,
      ['bad', names[2]!],
      () => peopleParts,
    )
    expect([upgraded.length, failed.length]).toEqual([1, 1])
    await engine.drop('bad')
  })
  test('what was prepared before a migration sees the new columns', async () => {
    await engine.create('growing')
    await engine.use<void>('growing', async (namespace) => {
      await migrate(namespace, peopleParts.slice(0, 1))
      const all = () => namespace.reader.selectFrom('accounts').selectAll().execute()
      await namespace.db.insertInto('accounts').values({ id: 1, units: 2 }).execute()
      expect(await all()).toEqual([{ id: 1, units: 2 }])
      const note = addColumn('accounts', 'note', t.string().default('–'))
      const [people] = peopleParts
      const grown = [...people!.migrations, { name: '003-note', steps: [note] }]
      await migrate(namespace, [{ name: 'people', migrations: grown }])
      expect(await all()).toEqual([{ id: 1, units: 2, note: '–' }])
    })
  })
})

describe('several processes', () => {
  const accounts = async () => {
    const durable = new SqliteEngine({ dir: dir() })
    try {
      return await durable.use<{ id: number; units: number }[], People>('bank', ({ db }) =>
        db.selectFrom('accounts').selectAll().orderBy('id').execute(),
      )
    } finally {
      await durable.close()
    }
  }
  const startBank = async () => {
    await engine.drop('bank')
    await engine.create('bank')
    await engine.use<void, People>('bank', async (bank) => {
      await migrate(bank, peopleParts)
      await bank.db.insertInto('accounts').values({ id: 0, units: 0 }).execute()
    })
  }

  test('write to one file at once and lose nothing', async () => {
    await startBank()
    const writers = [1000, 2000, 3000].map((from) =>
      runChild('writer-child.ts', { dir: dir(), from, count: 60 }),
    )
    expect((await Promise.all(writers)).map(({ code }) => code)).toEqual([0, 0, 0])
    const rows = await accounts()
    expect([rows.length, rows[0]!.units]).toEqual([181, 180])
  })

  test('killed while it writes, a file is whole and holds every acknowledged commit', async () => {
    for (const killAfter of [1, 25, 90]) {
      await startBank()
      const order = { dir: dir(), from: 1, count: 500 }
      const { lines, code } = await runChild('writer-child.ts', order, killAfter)
      expect(code).toBeNull()
      const rows = await accounts()
      const there = new Set(rows.map(({ id }) => id))
      expect(lines.filter((id) => !there.has(Number(id)))).toEqual([])
      expect(rows[0]!.units).toBe(rows.length - 1)
      const { rows: report } = await engine.use('bank', ({ db }) =>
        sql`pragma integrity_check`.execute(db),
      )
      expect(report).toEqual([{ integrityCheck: 'ok' }])
    }
  })
})
