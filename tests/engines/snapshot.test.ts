import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine } from '#kernel/data/engine.ts'
import { migrate } from '#kernel/data/migrate.ts'
import type { Source } from '#kernel/data/rows.ts'
import { openTestEngine, type TestEngine } from './engines.ts'
import { type People, peopleParts } from './people.ts'

let place: TestEngine
let engine: Engine
const NAMES = ['registry', 'first', 'second']
beforeAll(async () => {
  place = await openTestEngine()
  engine = place.engine
  for (const name of NAMES) {
    await engine.create(name)
    await engine.use<void, People>(name, async (namespace) => {
      await migrate(namespace, peopleParts)
      await namespace.db
        .insertInto('accounts')
        .values([1, 2].map((id) => ({ id, units: 0 })))
        .execute()
    })
  }
})
afterAll(() => place.end())

const unitsOf = async ({ reader }: Source): Promise<number[]> => {
  const rows = await reader.selectFrom('accounts').select('units').orderBy('id').execute()
  return rows.map(({ units }) => units as number)
}
const give = (name: string) =>
  engine.use<void, People>(name, (namespace) =>
    namespace.transact(async (db) => {
      const move = (id: number, by: number) =>
        db
          .updateTable('accounts')
          .set((row) => ({ units: row('units', '+', by) }))
          .where('id', '=', id)
          .execute()
      await move(1, -1)
      await move(2, 1)
    }),
  )

test('shows every namespace as it was at one instant, while others write', async () => {
  let writing = true
  // What is in a workspace was in the registry before, as a job is in the queue before its effect is anywhere.
  const writer = (async () => {
    for (let n = 0; writing && n < 290; n++) {
      for (const name of NAMES) await give(name)
      await sleep(1)
    }
  })()
  const seen: number[][][] = []
  for (let n = 0; n < 5; n++) {
    const look = await engine.snapshot(NAMES, async (of) => {
      const early: number[][] = []
      for (const name of NAMES) early.push(await unitsOf(of(name)))
      await sleep(15)
      for (const [i, name] of NAMES.entries()) expect(await unitsOf(of(name))).toEqual(early[i])
      return early
    })
    seen.push(look)
  }
  writing = false
  await writer
  for (const look of seen) {
    for (const [debit, credit] of look) expect(debit! + credit!).toBe(0)
    const [registry, ...others] = look.map(([, credit]) => credit!)
    for (const other of others) expect([registry, registry! - 1]).toContain(other)
  }
  expect(new Set(seen.map(String)).size).toBeGreaterThan(1)
})

test('cannot be written, and a missing namespace is told', async () => {
  const written = engine.snapshot(['first'], (of) =>
    of('first').reader.updateTable('accounts').set({ units: 5 }).execute(),
  )
  await expect(written).rejects.toThrow(/read.?only/i)
  await expect(engine.snapshot(['nobody'], async (of) => unitsOf(of('nobody')))).rejects.toThrow()
})
