import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { t, table } from '#kernel/data/column.ts'
import type { Namespace } from '#kernel/data/engine.ts'
import { isCheckViolation, isUniqueViolation } from '#kernel/data/faults.ts'
import * as migrations from '#kernel/data/migrate.ts'
import { upgradeAll } from '#kernel/data/upgrade.ts'
import { runChild } from './child.ts'
import { engineAt, openTestEngine, type TestEngine, testEngine } from './engines.ts'
import { library, newLibrary, oldLibrary } from './library.ts'
import { peopleParts } from './people.ts'
import { ways } from './pgbouncer.ts'
import { structureOf } from './structure.ts'

const { diff, difference, migrate, model } = migrations

describe('in memory', () => {
  test('the migrations lead to the tables', () => {
    expect(difference(peopleParts)).toEqual([])
    expect(difference([newLibrary, ...peopleParts])).toEqual([])
  })
  test('what is missing is printed as the next migration', () => {
    const note = table(
      { id: t.uuid().primary(), text: t.string(40).nullable() },
      { indexes: [['text']] },
    )
    expect(diff({}, { note })).toEqual([
      `createTable('note', {\n  id: t.uuid().primary(),\n  text: t.string(40).nullable(),\n}, { indexes: [['text']] }),`,
    ])
    const { library: parts } = { library: [oldLibrary] }
    const steps = diff(model(parts), library)
    expect(steps).toContain(`addColumn('books', 'isbn', t.string(13).unique().nullable()),`)
    expect(steps).toContain(`addUnique('books', ['title', 'authorId']),`)
    expect(steps).toContain(`dropColumn('books', 'pages'), // or renameColumn`)
    expect(steps).toContain(`addCheck('books', 'enoughPages', 'pageCount >= 1'),`)
    expect(steps).toContain(`dropTable('loans'),`)
  })
  test('a column without a value for the rows that are there is refused at once', () => {
    expect(() => migrations.addColumn('books', 'weight', t.int())).toThrow('nullable or give it')
  })
})

describe.each(ways())('$name', ({ open }) => {
  let place: TestEngine
  let close: () => Promise<void>
  /** What a clean run leaves. */
  let clean: string[]
  beforeAll(async () => {
    const way = await open()
    close = way.close
    place = await openTestEngine(testEngine(), { max: 8, url: way.url })
    await fresh('clean')
    await inside('clean', (namespace) => migrate(namespace, [newLibrary]))
    clean = await inside('clean', structureOf)
  })
  afterAll(async () => {
    await place.end()
    await close()
  })

  const fresh = (name: string) => place.engine.create(name)
  const inside = <Result>(name: string, work: (namespace: Namespace<any>) => Promise<Result>) =>
    place.engine.use<Result>(name, work)
  const sameAsClean = async (name: string) => expect(await inside(name, structureOf)).toEqual(clean)

  test('runs once, and says what it did', async () => {
    await fresh('once')
    const run = (parts: migrations.Migrated[]) =>
      inside('once', (namespace) => migrate(namespace, parts))
    expect(await run([oldLibrary])).toEqual(['library/001-books'])
    expect(await run([oldLibrary])).toEqual([])
    expect(await run([newLibrary])).toEqual(['library/002-printing'])
    // a part that is switched on later
    expect(await run([newLibrary, ...peopleParts])).toEqual([
      'people/001-things',
      'people/002-ledger',
    ])
    expect(await run([newLibrary, ...peopleParts])).toEqual([])
  })

  test('rows survive, and the new limits hold', async () => {
    await fresh('rows')
    await inside('rows', async (namespace) => {
      await migrate(namespace, [oldLibrary])
      await migrate(namespace, [newLibrary])
      const { db } = namespace
      const books = db.selectFrom('books').select(['id', 'title', 'pageCount', 'priceCents'])
      expect(await books.orderBy('id').execute()).toEqual([
        { id: 1, title: 'Tome 1', pageCount: 100, priceCents: 0 },
        { id: 2, title: 'Tome 2', pageCount: 200, priceCents: 0 },
      ])
      const set = (values: object) => db.updateTable('books').set(values).execute()
      await set({ state: 'printed', authorId: 1, priceCents: 2 ** 40 })
      await expect(set({ pageCount: 0 })).rejects.toSatisfy(isCheckViolation)
      await expect(set({ state: 'lost' })).rejects.toSatisfy(isCheckViolation)
      await expect(set({ isbn: '978' })).rejects.toSatisfy((it) => isUniqueViolation(it, 'isbn'))
      await db.deleteFrom('authors').execute()
      const authors = await db.selectFrom('books').select('authorId').distinct().execute()
      expect(authors).toEqual([{ authorId: null }])
    })
  })

  test('every step may run twice', async () => {
    await fresh('twice')
    await inside('twice', async (namespace) => {
      const { dialect, schema } = namespace
      const folded: migrations.Model = {}
      await namespace.exclusively(async (db) => {
        for (const { steps } of newLibrary.migrations) {
          for (const step of steps) {
            for (let n = 0; n < 2; n++) await step.apply({ db, dialect, schema, model: folded })
            step.fold(folded)
          }
        }
      })
      await migrate(namespace, [])
    })
    await sameAsClean('twice')
  })

  test('a run that was cut after any step is finished by the next', async () => {
    const { steps } = newLibrary.migrations[1]!
    for (let cut = 1; cut <= steps.length; cut++) {
      const name = `cut${cut}`
      await fresh(name)
      await inside(name, async (namespace) => {
        await migrate(namespace, [oldLibrary])
        await expect(cutAfter(namespace, steps.slice(0, cut))).rejects.toThrow('cut')
        expect(await migrate(namespace, [newLibrary])).toEqual(['library/002-printing'])
      })
      await sameAsClean(name)
      await place.engine.drop(name)
    }
  })
  /** On MariaDB the steps are there for good and the ledger knows nothing of them; elsewhere they roll back. */
  const cutAfter = ({ exclusively, dialect, schema }: Namespace<any>, steps: migrations.Step[]) => {
    const folded = model([oldLibrary])
    return exclusively(async (db) => {
      for (const step of steps) {
        await step.apply({ db, dialect, schema, model: folded })
        step.fold(folded)
      }
      throw new Error('cut')
    })
  }

  test('several runners at once: each migration is applied by one of them', async () => {
    await fresh('race')
    const other = engineAt(place.address, 4)
    const runs = await Promise.all(
      [place.engine, other, place.engine, other].map((engine) =>
        engine.use('race', (namespace) => migrate(namespace, [newLibrary])),
      ),
    )
    await other.close()
    expect(runs.flat().toSorted()).toEqual(['library/001-books', 'library/002-printing'])
    await sameAsClean('race')
  })

  test('an upgrade of 30 namespaces that is killed in the middle is finished by the next', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `crowd${i}`)
    for (const name of names) {
      await fresh(name)
      await inside(name, (namespace) => migrate(namespace, [oldLibrary]))
    }
    const killed = await runChild('upgrade-child.ts', place.address, 7)
    expect(killed.code).toBeNull()
    expect(killed.lines.length).toBeLessThan(names.length)
    // two at once: they share the rest
    const rest = await Promise.all([1, 2].map(() => runChild('upgrade-child.ts', place.address)))
    expect(rest.map(({ code }) => code)).toEqual([0, 0])
    for (const name of names) {
      await sameAsClean(name)
      expect(await inside(name, (namespace) => migrate(namespace, [newLibrary]))).toEqual([])
      await place.engine.drop(name)
    }
  })

  test('one broken namespace stops nobody else, and is finished once repaired', async () => {
    const names = Array.from({ length: 6 }, (_, i) => `fleet${i}`)
    for (const name of names) {
      await fresh(name)
      await inside(name, (namespace) => migrate(namespace, [oldLibrary]))
    }
    // the second migration makes names unique
    const twin = { id: 9, name: 'Amélie' }
    await inside('fleet2', ({ db }) => db.insertInto('authors').values(twin).execute())
    const upgrade = () =>
      upgradeAll(
        () => place.engine,
        [...names, 'nowhere'],
        () => [newLibrary],
      )
    const { upgraded, failed } = await upgrade()
    expect(upgraded.map(({ name }) => name).toSorted()).toEqual(
      names.filter((it) => it !== 'fleet2'),
    )
    expect(failed.map(({ name }) => name).toSorted()).toEqual(['fleet2', 'nowhere'])
    expect(failed.find(({ name }) => name === 'fleet2')!.error).toSatisfy((it) =>
      isUniqueViolation(it),
    )

    await inside('fleet2', ({ db }) => db.deleteFrom('authors').where('id', '=', 9).execute())
    expect((await upgrade()).failed.map(({ name }) => name)).toEqual(['nowhere'])
    await sameAsClean('fleet2')
  })
})
