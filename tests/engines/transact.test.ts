import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { locked, type Namespace } from '#kernel/data/engine.ts'
import { isTransient } from '#kernel/data/faults.ts'
import { migrate } from '#kernel/data/migrate.ts'
import { openTestEngine, type TestEngine, testEngine } from './engines.ts'
import { type People, peopleParts } from './people.ts'
import { ways } from './pgbouncer.ts'

const ACCOUNTS = 6
const START = 100

describe.each(ways())('$name', ({ open }) => {
  let place: TestEngine
  let close: () => Promise<void>
  beforeAll(async () => {
    const way = await open()
    close = way.close
    place = await openTestEngine(testEngine(), { max: 8, url: way.url })
    await place.engine.create('bank')
    await inBank((bank) => migrate(bank, peopleParts))
  })
  afterAll(async () => {
    await place.end()
    await close()
  })

  const inBank = <Result>(work: (bank: Namespace<People>) => Promise<Result>) =>
    place.engine.use<Result, People>('bank', work)

  const refill = () =>
    inBank(async ({ db }) => {
      await db.deleteFrom('moves').execute()
      await db.deleteFrom('accounts').execute()
      const rows = Array.from({ length: ACCOUNTS }, (_, id) => ({ id, units: START }))
      await db.insertInto('accounts').values(rows).execute()
    })

  const move = (from: number, to: number, units: number, number: number) =>
    inBank((bank) =>
      bank.transact(async (db) => {
        const both = db.selectFrom('accounts').selectAll().where('id', 'in', [from, to])
        const rows = await locked(bank.dialect, both.orderBy('id')).execute()
        const set = (id: number, change: number) =>
          db
            .updateTable('accounts')
            .set({ units: rows.find((row) => row.id === id)!.units + change })
            .where('id', '=', id)
            .execute()
        await set(from, -units)
        await set(to, units)
        await db.insertInto('moves').values({ fromId: from, toId: to, number, units }).execute()
      }),
    )

  test('32 writers at once: every move counts, none is lost', async () => {
    await refill()
    const expected = Array.from({ length: ACCOUNTS }, () => START)
    const writer = async (who: number) => {
      for (let i = 0; i < 10; i++) {
        const from = (who + i) % ACCOUNTS
        const to = (who * 5 + i * 3 + 1) % ACCOUNTS
        if (from === to) continue
        const units = 1 + ((who + i) % 5)
        await move(from, to, units, who * 100 + i)
        expected[from]! -= units
        expected[to]! += units
      }
    }
    await Promise.all(Array.from({ length: 32 }, (_, who) => writer(who)))
    const rows = await inBank(({ db }) =>
      db.selectFrom('accounts').selectAll().orderBy('id').execute(),
    )
    expect(rows.map(({ units }) => units)).toEqual(expected)
    expect(rows.reduce((sum, { units }) => sum + units, 0)).toBe(ACCOUNTS * START)
  })

  test('two that lock crosswise both succeed, because the loser runs again', async () => {
    await refill()
    let runs = 0
    const crosswise = (first: number, second: number) =>
      inBank((bank) =>
        bank.transact(async (db) => {
          runs++
          for (const id of [first, second]) {
            await db
              .updateTable('accounts')
              .set((row) => ({ units: row('units', '+', 1) }))
              .where('id', '=', id)
              .execute()
            await sleep(60)
          }
        }),
      )
    await Promise.all([crosswise(0, 1), crosswise(1, 0)])
    const rows = await inBank(({ db }) =>
      db.selectFrom('accounts').select('units').where('id', '<', 2).execute(),
    )
    expect(rows).toEqual([{ units: START + 2 }, { units: START + 2 }])
    // SQLite's transactions queue for the file, so there is no loser.
    if (testEngine() === 'sqlite') expect(runs).toBe(2)
    else expect(runs).toBeGreaterThan(2)
  })

  test('what stays lost is thrown after three more runs; other faults at once', async () => {
    const runsUntil = async (fault: Error) => {
      let runs = 0
      const failing = inBank((bank) =>
        bank.transact(() => {
          runs++
          return Promise.reject(fault)
        }),
      )
      await expect(failing).rejects.toBe(fault)
      return runs
    }
    const deadlock = Object.assign(new Error('deadlock'), { code: '40P01' })
    expect(isTransient(deadlock)).toBe(true)
    expect(await runsUntil(deadlock)).toBe(4)
    expect(await runsUntil(new Error('a bug'))).toBe(1)
  })

  test('what fails leaves nothing; what others write meanwhile stays', async () => {
    await refill()
    const failing = inBank((bank) =>
      bank.transact(async (db) => {
        await db.insertInto('accounts').values({ id: 50, units: 1 }).execute()
        await sleep(40)
        throw new Error('changed my mind')
      }),
    )
    const meanwhile = sleep(10).then(() =>
      inBank(({ db }) => db.insertInto('accounts').values({ id: 51, units: 1 }).execute()),
    )
    await expect(failing).rejects.toThrow('changed my mind')
    await meanwhile
    const rows = await inBank(({ reader }) =>
      reader.selectFrom('accounts').select('id').where('id', '>=', 50).execute(),
    )
    expect(rows).toEqual([{ id: 51 }])
  })

  test('readers neither wait for a running transaction nor see it; they see it once committed', async () => {
    await refill()
    await inBank(async (bank) => {
      const unitsNow = async () => {
        const { reader } = bank
        const row = reader.selectFrom('accounts').select('units').where('id', '=', 0)
        return (await row.executeTakeFirstOrThrow()).units
      }
      const seen = await bank.transact(async (db) => {
        await db.updateTable('accounts').set({ units: 7 }).where('id', '=', 0).execute()
        return unitsNow()
      })
      expect([seen, await unitsNow()]).toEqual([START, 7])
    })
  })
})
