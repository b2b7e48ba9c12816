import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import type { Namespace } from '#kernel/data/engine.ts'
import { migrate } from '#kernel/data/migrate.ts'
import { newId } from '#kernel/ids.ts'
import { openTestEngine, type TestEngine, testEngine } from './engines.ts'
import { type People, peopleParts } from './people.ts'
import { ways } from './pgbouncer.ts'

const REQUESTS = 400
const POOL = 4
const houses = ['north', 'south'] as const
type House = (typeof houses)[number]

describe.each(ways())('$name', ({ open }) => {
  let place: TestEngine
  let close: () => Promise<void>
  beforeAll(async () => {
    const way = await open()
    close = way.close
    place = await openTestEngine(testEngine(), { max: POOL, url: way.url })
    for (const house of houses) {
      await place.engine.create(house)
      await inside(house, (namespace) => migrate(namespace, peopleParts))
    }
  })
  afterAll(async () => {
    await place.end()
    await close()
  })

  const inside = <Result>(house: House, work: (namespace: Namespace<People>) => Promise<Result>) =>
    place.engine.use<Result, People>(house, work)

  const read = (house: House) =>
    inside(house, async ({ reader }) => {
      const rows = await reader.selectFrom('things').select('title').limit(50).execute()
      return rows.map(({ title }) => title)
    })
  const write = (house: House) =>
    inside(house, (namespace) =>
      namespace.transact(async (db) => {
        const id = newId()
        await db.insertInto('things').values({ id, title: house }).execute()
        await db
          .updateTable('things')
          .set((row) => ({ chapter: row.ref('title') }))
          .where('id', '=', id)
          .execute()
        const rows = await db.selectFrom('things').select(['title', 'chapter']).execute()
        return rows.flatMap(({ title, chapter }) => (chapter === null ? [title] : [title, chapter]))
      }),
    )

  test(`2 namespaces × ${REQUESTS} requests at once on ${POOL} connections: no row of the other`, async () => {
    const seen = await Promise.all(
      Array.from({ length: REQUESTS * 2 }, async (_, i) => {
        const house = houses[i % 2]!
        const titles = await (i % 4 < 2 ? write(house) : read(house))
        return titles.filter((title) => title !== house).length
      }),
    )
    expect(seen.reduce((sum, wrong) => sum + wrong, 0)).toBe(0)
    for (const house of houses) {
      const titles = await inside(house, ({ db }) =>
        db
          .selectFrom('things')
          .select((of) => ['title', of.fn.countAll<number>().as('rows')])
          .groupBy('title')
          .execute(),
      )
      expect(titles).toEqual([{ title: house, rows: REQUESTS / 2 }])
    }
  })

  test('a failing neighbour does not disturb the connection for the next', async () => {
    const failing = Array.from({ length: 40 }, (_, i) =>
      inside(houses[i % 2]!, (namespace) =>
        namespace.transact(async (db) => {
          await db.insertInto('accounts').values({ id: 1, units: 1 }).execute()
          await db.insertInto('accounts').values({ id: 2, units: 9999 }).execute()
        }),
      ),
    )
    const outcomes = await Promise.allSettled(failing)
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
    for (const house of houses) {
      const rows = await inside(house, ({ db }) => db.selectFrom('accounts').selectAll().execute())
      expect(rows).toEqual([])
    }
  })

  test('a table without its namespace is found nowhere', async () => {
    const unqualified = [sql`select * from things`, sql`select * from ${sql.table('things')}`]
    for (const query of unqualified) {
      const answer = await inside('north', ({ db }) =>
        query.execute(db).then(
          () => 'rows',
          (error: unknown) => String(error),
        ),
      )
      expect(answer).toMatch(withoutNamespace[testEngine()])
    }
  })
})

/** A SQLite connection holds one file, so that no other can be meant. */
const withoutNamespace = {
  sqlite: /rows/,
  postgres: /relation "things" does not exist/,
  mariadb: /No database selected/,
}
