import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Engine, NoSuchNamespace, openEngine } from '#kernel/data/engine.ts'
import { migrate } from '#kernel/data/migrate.ts'
import { engineAt, openTestEngine, type TestEngine } from './engines.ts'
import { type People, peopleParts } from './people.ts'

let place: TestEngine
let engine: Engine
beforeAll(async () => {
  place = await openTestEngine()
  engine = place.engine
})
afterAll(() => place.end())

describe('namespaces', () => {
  test('are created, listed, found again and dropped', async () => {
    for (const name of ['ns_b', 'ns_a', 'other', 'ns_a']) await engine.create(name)
    expect(await engine.list()).toEqual(['ns_a', 'ns_b', 'other'])
    expect(await engine.list('ns_')).toEqual(['ns_a', 'ns_b'])
    expect(await engine.exists('ns_a')).toBe(true)
    await engine.use('ns_a', (namespace) => migrate(namespace, peopleParts))
    await engine.drop('ns_a')
    await engine.drop('ns_a')
    expect([await engine.exists('ns_a'), await engine.list('ns_')]).toEqual([false, ['ns_b']])
  })
  test('created by several at once are created once', async () => {
    await Promise.all(Array.from({ length: 6 }, () => engine.create('crowded')))
    expect(await engine.list('crowded')).toEqual(['crowded'])
  })
  test('that are missing are an error, and are not made by asking', async () => {
    const asked = engine.use('nobody', ({ db }) => sql`select 1`.execute(db))
    await expect(asked).rejects.toBeInstanceOf(NoSuchNamespace)
    expect(await engine.exists('nobody')).toBe(false)
  })
  test('that somebody else dropped are missing again', async () => {
    const other = engineAt(place.address)
    await engine.create('fleeting')
    await engine.use('fleeting', (namespace) => migrate(namespace, peopleParts))
    await other.drop('fleeting')
    const read = () =>
      engine.use<unknown, People>('fleeting', ({ db }) =>
        db.selectFrom('accounts').selectAll().execute(),
      )
    await expect(read()).rejects.toThrow()
    await expect(read()).rejects.toBeInstanceOf(NoSuchNamespace)
    await other.close()
  })
  test('have plain names only', async () => {
    for (const name of ['', 'A', '1a', 'a-b', 'a.b', '../a', 'a"b', 'a`b', 'é', 'a'.repeat(49)]) {
      await expect(
        engine.use(name, async () => 1),
        name,
      ).rejects.toThrow('not a name')
      await expect(engine.create(name), name).rejects.toThrow('not a name')
      await expect(engine.drop(name), name).rejects.toThrow('not a name')
    }
    const longest = 'z'.repeat(48)
    await engine.create(longest)
    await engine.use(longest, (namespace) => migrate(namespace, peopleParts))
    expect(await engine.list('zz')).toEqual([longest])
  })
})

test('an address that is none is refused', () => {
  expect(() => openEngine('oracle://x', { dir: '.' })).toThrow('DATABASE_URL must start with')
})
