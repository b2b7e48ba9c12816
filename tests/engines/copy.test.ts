import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parts } from '#app/modules.ts'
import type { Dialect } from '#kernel/data/column.ts'
import { copy, CopyDiffers, isUnfinished, TargetNotEmpty } from '#kernel/data/copy.ts'
import type { Engine, Namespace } from '#kernel/data/engine.ts'
import { contentHash, type Sums } from '#kernel/data/hash.ts'
import { type Migrated, migrate, model } from '#kernel/data/migrate.ts'
import { inOrder, knots } from '#kernel/data/order.ts'
import { registryParts, workspaceParts } from '#kernel/places.ts'
import { village } from '#tests/village.ts'
import { runChild } from './child.ts'
import { openTestEngine, type TestEngine, testEngine, testEngines } from './engines.ts'
import { fill, ringParts } from './ring.ts'
import { structureOf } from './structure.ts'

/** The engine under test, the others that are there, and the engine under test again. */
const ring: { dialect: Dialect; place: TestEngine }[] = []
beforeAll(async () => {
  const others = (await testEngines()).filter((it) => it !== testEngine())
  for (const dialect of [testEngine(), ...others, testEngine()])
    ring.push({ dialect, place: await openTestEngine(dialect) })
})
afterAll(async () => {
  for (const { place } of ring) await place.end()
})

const made = async (engine: Engine, name: string, of: readonly Migrated[]) => {
  await engine.create(name)
  await engine.use(name, (namespace) => migrate(namespace, of))
}
type Work = (namespace: Namespace<any>) => Promise<unknown>

/** Carries a namespace through the whole ring and says what arrived at each station. */
async function carry(
  from: Namespace<any>,
  stations: Engine[],
  name: string,
  of: Migrated[],
): Promise<Sums[]> {
  const [next, ...further] = stations
  if (!next) return []
  await made(next, name, of)
  return next.use<Sums[]>(name, async (to): Promise<Sums[]> => {
    const arrived = await copy(from, to, model(of))
    return [arrived, ...(await carry(to, further, name, of))]
  })
}
const stations = () => ring.slice(1).map((it) => it.place.engine)

describe('through every engine and back', () => {
  test('rows of every type, keys of every shape, references in circles', async () => {
    const home = ring[0]!.place.engine
    await made(home, 'hard', ringParts)
    await home.use<void>('hard', async (from) => {
      await fill(from)
      const before = await contentHash(from, model(ringParts))
      expect(before['things']!.count).toBe(701)
      const sums = await carry(from, stations(), 'hard', ringParts)
      expect(sums).toEqual(ring.slice(1).map(() => before))
      const back = ring.at(-1)!.place.engine
      const rows = (namespace: Namespace<any>) =>
        namespace.db.selectFrom('things').selectAll().orderBy('id').execute()
      // The hash leaves the order of JSON keys aside; the rows themselves keep it.
      expect(JSON.stringify(await back.use('hard', rows))).toBe(JSON.stringify(await rows(from)))
      expect(await back.use('hard', structureOf)).toEqual(await structureOf(from))
    })
  })

  test('a living workspace, and the registry', async () => {
    const { engine, workspace } = await village()
    for (const [name, of] of [
      [workspace.namespace, workspaceParts(parts, workspace.modules)],
      ['registry', registryParts(parts)],
    ] as const)
      await engine.use(name, async (from) => {
        const before = await contentHash(from, model(of))
        expect(Object.values(before).some((it) => it.count > 0)).toBe(true)
        expect(await carry(from, stations(), name, of)).toEqual(ring.slice(1).map(() => before))
      })
  })
})

describe('a copy', () => {
  const between = (name: string, work: (from: Namespace<any>, to: Namespace<any>) => unknown) =>
    ring[0]!.place.engine.use(name, (from) =>
      ring[1]!.place.engine.use(name, async (to) => work(from, to)),
    )
  const prepare = async (name: string, work: Work) => {
    for (const { place } of ring.slice(0, 2)) await made(place.engine, name, ringParts)
    await ring[0]!.place.engine.use(name, work)
  }

  test('is refused where there is a row, and changes nothing there', async () => {
    await prepare('full', (from) => fill(from, 30))
    await between('full', async (from, to) => {
      await to.db.insertInto('accounts').values({ id: 1, units: 5 }).execute()
      const before = await contentHash(to, model(ringParts))
      await expect(copy(from, to, model(ringParts))).rejects.toBeInstanceOf(TargetNotEmpty)
      expect(await contentHash(to, model(ringParts))).toEqual(before)
      await expect(copy(from, from, model(ringParts))).rejects.toBeInstanceOf(TargetNotEmpty)
    })
  })

  test('that arrived otherwise than it left is no copy', async () => {
    await prepare('written', (from) => fill(from, 30))
    await between('written', async (from, to) => {
      let writes = 0
      const onBatch = ({ table }: { table: string }) => {
        if (table === 'accounts' && writes++ === 0)
          void from.db.updateTable('accounts').set({ units: 599 }).where('id', '=', 3).execute()
      }
      const copying = copy(from, to, model(ringParts), { onBatch })
      await expect(copying).rejects.toThrow('differs from its source in accounts')
      await expect(copying).rejects.toBeInstanceOf(CopyDiffers)
      expect(await isUnfinished(to)).toBe(true)
    })
  })

  test('killed on its way takes up where it stopped', async () => {
    await prepare('killed', (from) => fill(from, 900))
    const order = { from: ring[0]!.place.address, to: ring[1]!.place.address, name: 'killed' }
    for (const killAfter of [1, 4, 9]) {
      const { code } = await runChild('copy-child.ts', order, killAfter)
      expect(code).toBeNull()
      await between('killed', async (_, to) => expect(await isUnfinished(to)).toBe(true))
    }
    const { code, lines } = await runChild('copy-child.ts', order)
    expect(code).toBe(0)
    expect(lines).not.toContain('accounts')
    await between('killed', async (from, to) => {
      expect(await contentHash(to, model(ringParts))).toEqual(
        await contentHash(from, model(ringParts)),
      )
      expect(await isUnfinished(to)).toBe(false)
      await expect(copy(from, to, model(ringParts))).rejects.toBeInstanceOf(TargetNotEmpty)
    })
  })
})

test('tables come after those they refer to; circles stand together', () => {
  const order = inOrder(model(ringParts))
  const flat = order.flat()
  expect(flat.toSorted()).toEqual(Object.keys(model(ringParts)).toSorted())
  expect(flat.indexOf('accounts')).toBeLessThan(flat.indexOf('moves'))
  expect(order).toContainEqual(['houses', 'persons'])
  expect([...knots(model(ringParts)).keys()].toSorted()).toEqual(['houses', 'persons', 'tree'])
})

test('the same content has the same hash, whatever the order of JSON keys; a changed bit another', async () => {
  const home = ring[0]!.place.engine
  await made(home, 'hash', ringParts)
  await home.use<void>('hash', async (here) => {
    const id = '01a1fc88-2fe4-7ea1-b791-3676f23e507d'
    const hashWith = async (values: object) => {
      await here.db.deleteFrom('things').execute()
      const row = { id, title: 'x', createdAt: new Date(0), ...values }
      await here.db.insertInto('things').values(row).execute()
      return (await contentHash(here, model(ringParts)))['things']!.hash
    }
    const first = await hashWith({ wishes: { a: 1, b: [{ c: 2, d: 3 }] } })
    expect(await hashWith({ wishes: { b: [{ d: 3, c: 2 }], a: 1 } })).toBe(first)
    expect(await hashWith({ wishes: { a: 1, b: [{ c: 2, d: 4 }] } })).not.toBe(first)
    expect(await hashWith({ picture: new Uint8Array([1]) })).not.toBe(
      await hashWith({ picture: new Uint8Array([2]) }),
    )
    expect(await hashWith({ chapter: '' })).not.toBe(await hashWith({ chapter: null }))
  })
})
