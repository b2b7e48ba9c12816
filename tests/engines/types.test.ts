import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine, Namespace } from '#kernel/data/engine.ts'
import { isCheckViolation, isForeignKeyViolation, isUniqueViolation } from '#kernel/data/faults.ts'
import { migrate } from '#kernel/data/migrate.ts'
import { insertIgnore, upsert } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { openTestEngine, testEngine } from './engines.ts'
import { type People, peopleParts } from './people.ts'
import { randomThings } from './random.ts'

let engine: Engine
let end: () => Promise<void>
beforeAll(async () => {
  ;({ engine, end } = await openTestEngine())
  await engine.create('types')
  await engine.use('types', (namespace) => migrate(namespace, peopleParts))
})
afterAll(() => end())

const inTypes = <Result>(work: (namespace: Namespace<People>) => Promise<Result>) =>
  engine.use<Result, People>('types', work)

type Thing = Partial<Record<Exclude<keyof People['things'], 'id'>, unknown>>

/** Writes one row and reads it back by both ways: the insert's own answer and a select. */
const stored = (thing: Thing) =>
  inTypes(async ({ db, reader }) => {
    const row = { id: newId(), title: 'x', ...thing } as { id: string; title: string }
    const answered = await db.insertInto('things').values(row).returningAll().executeTakeFirst()
    const read = await reader
      .selectFrom('things')
      .selectAll()
      .where('id', '=', row.id)
      .executeTakeFirst()
    expect(read).toStrictEqual(answered)
    return read!
  })
const same = async (thing: Thing) => expect(await stored(thing)).toMatchObject(thing)
const refused = (thing: Thing, error: string | RegExp) =>
  expect(stored(thing)).rejects.toThrow(error)
const outOfLimits = async (thing: Thing) => {
  const fault = await stored(thing).then(
    (row) => row,
    (error: unknown) => error,
  )
  expect(isCheckViolation(fault), `${JSON.stringify(thing)} → ${String(fault)}`).toBe(true)
}

describe('text', () => {
  test('comes out as it went in', async () => {
    for (const title of [
      '',
      ' ',
      'a ',
      'É',
      'e\u0301',
      '😀👩‍👩‍👧',
      'l\'été \\ \\n % _ " `',
      '\t\r\n',
      '\u{10ffff}',
    ]) {
      await same({ title, chapter: title })
    }
  })
  test('a chapter of 2 MB', async () => {
    const chapter = 'Il était une fois… 😀\n'.repeat(100_000)
    expect((await stored({ chapter })).chapter === chapter).toBe(true)
  })
  test('NUL and half of a pair are refused', async () => {
    for (const thing of [{ title: 'a\0b' }, { wishes: { a: 'a\0b' } }, { wishes: { 'a\0': 1 } }]) {
      await refused(thing, 'text contains NUL')
    }
    for (const thing of [{ chapter: 'a\ud83d' }, { wishes: ['\ude00'] }]) {
      await refused(thing, 'text contains half of a surrogate pair')
    }
    await same({ wishes: { a: '\\u0000', b: '\\\\ud83d', c: 'C:\\uNULL' } })
  })
  test('holds as many characters as it says, spaces and emoji included', async () => {
    await same({ title: '😀'.repeat(120) })
    await same({ title: ' '.repeat(120) })
    await outOfLimits({ title: 'x'.repeat(121) })
    await outOfLimits({ title: `x${' '.repeat(120)}` })
    await outOfLimits({ title: '😀'.repeat(200) })
  })
  test('orders by code point and distinguishes case, accents and trailing spaces', async () => {
    const titles = ['Z', 'a', 'a ', 'A', 'é', 'e', 'ﬀ', '😀', '', 'z', 'E', 'ea', 'ab']
    const sorted = titles.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    await inTypes(async ({ db }) => {
      await db.deleteFrom('things').execute()
      await db
        .insertInto('things')
        .values(titles.map((title) => ({ id: newId(), title })))
        .execute()
      const all = await db.selectFrom('things').select('title').orderBy('title').execute()
      expect(all.map(({ title }) => title)).toEqual(sorted)
      const one = db.selectFrom('things').select('title').where('title', '=', 'a')
      expect(await one.execute()).toEqual([{ title: 'a' }])
    })
  })
})

describe('numbers', () => {
  test('integers up to their limits', async () => {
    for (const count of [0, 1, -1, 2 ** 31 - 1, -(2 ** 31)]) await same({ count })
    for (const cents of [0, -1, 2 ** 31, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
      await same({ bigCount: cents, priceCents: cents })
    }
  })
  test('and not beyond', async () => {
    for (const count of [2 ** 31, -(2 ** 31) - 1]) await outOfLimits({ count })
    for (const bigCount of [2 ** 53, -(2 ** 53), 2 ** 63, 1e300]) await outOfLimits({ bigCount })
  })
  test('a sum that cannot be exact throws instead of lying', async () => {
    await inTypes(async ({ db }) => {
      await db.deleteFrom('things').execute()
      const bigCount = Number.MAX_SAFE_INTEGER
      const rows = [1, 2].map(() => ({ id: newId(), title: 'x', bigCount }))
      const sum = db.selectFrom('things').select((of) => of.fn.sum<number>('bigCount').as('sum'))
      await db.insertInto('things').values(rows[0]!).execute()
      expect(await sum.executeTakeFirst()).toEqual({ sum: bigCount })
      await db.insertInto('things').values(rows[1]!).execute()
      await expect(sum.execute()).rejects.toThrow('out of the safe range')
      await expect(
        db
          .updateTable('things')
          .set({ bigCount: (10n ** 20n) as never })
          .execute(),
      ).rejects.toThrow('out of the safe range')
    })
  })
  test('doubles to the last bit; -0 is 0', async () => {
    for (const ratio of [
      286 / 3,
      0.1 + 0.2,
      1e300,
      -1e-300,
      Number.MAX_VALUE,
      5e-324,
      2 ** 53 + 2,
    ]) {
      await same({ ratio })
    }
    expect(Object.is((await stored({ ratio: -0 })).ratio, 0)).toBe(true)
    expect(Object.is((await stored({ count: -0 })).count, 0)).toBe(true)
    for (const ratio of [Number.NaN, Infinity, -Infinity]) {
      await refused({ ratio }, 'number is not finite')
    }
  })
  test('booleans are booleans', async () => {
    for (const isOpen of [true, false]) await same({ isOpen })
    expect((await stored({})).isOpen).toBe(true)
    const counted = await inTypes(({ db }) =>
      db
        .selectFrom('things')
        .select((of) => of.fn.countAll<number>().as('many'))
        .where('isOpen', '=', true)
        .executeTakeFirstOrThrow(),
    )
    expect(counted.many).toBeTypeOf('number')
  })
})

describe('time', () => {
  test('instants keep their milliseconds, whatever the time zone and the season', async () => {
    const instants = [
      '2026-03-29T00:59:59.999Z',
      '2026-03-29T01:00:00.000Z', // Brussels skips an hour
      '2026-10-25T00:30:00.123Z', // and has this one twice
      '2026-10-25T01:30:00.123Z',
      '1970-01-01T00:00:00.000Z',
      '1969-12-31T23:59:59.999Z',
      '1880-01-01T00:00:00.001Z', // local mean time, with seconds
      '1000-01-01T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
    ]
    const before = process.env.TZ
    for (const zone of ['UTC', 'Europe/Brussels', 'Pacific/Auckland', 'America/St_Johns']) {
      process.env.TZ = zone // Node follows at once
      for (const seenAt of instants) await same({ seenAt: new Date(seenAt) })
      for (const bornOn of ['2026-03-29', '2026-10-25']) await same({ bornOn })
    }
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  })
  test('instants out of the years 1000 to 9999 are refused', async () => {
    for (const ms of [Date.UTC(999, 11, 31), Date.UTC(10_000, 0, 1), Number.NaN]) {
      await refused({ seenAt: new Date(ms) }, 'instant out of the years 1000 to 9999')
    }
  })
  test('instants compare and order', async () => {
    await inTypes(async ({ db }) => {
      await db.deleteFrom('things').execute()
      const times = [-5_000_000_000_000, -1, 0, 1, 1_800_000_000_123].map((ms) => new Date(ms))
      await db
        .insertInto('things')
        .values(times.map((seenAt) => ({ id: newId(), title: 'x', seenAt })))
        .execute()
      const found = await db
        .selectFrom('things')
        .select('seenAt')
        .where('seenAt', '>=', new Date(0))
        .orderBy('seenAt', 'desc')
        .execute()
      expect(found.map(({ seenAt }) => seenAt)).toEqual(times.slice(2).toReversed())
    })
  })
  test('the moment of the insert is now, in UTC', async () => {
    const { createdAt } = await stored({})
    expect(Math.abs(createdAt.getTime() - Date.now())).toBeLessThan(10_000)
  })
  test('days have no time zone, and exist', async () => {
    for (const bornOn of ['2024-02-29', '1000-01-01', '9999-12-31', '1582-10-10']) {
      await same({ bornOn })
    }
    for (const bornOn of ['2026-02-29', '2026-13-01', 'tomorrow-ish']) await outOfLimits({ bornOn })
  })
})

describe('the rest', () => {
  test('JSON keeps names, order and values', async () => {
    const wishes = { zeta: 1, aB: { a_b: [null, true, '😀', 1e21, 0.1] }, alpha: {}, 'é "\'\\': [] }
    const back = await stored({ wishes })
    expect(back.wishes).toEqual(wishes)
    expect(JSON.stringify(back.wishes)).toBe(JSON.stringify(wishes))
    await same({ wishes: [] })
    await same({ wishes: [9_007_199_254_740_991, '9007199254740993', { id: '2026-11-21' }] })
  })
  test('bytes', async () => {
    for (const bytes of [[], [0], [0, 39, 92, 128, 255]]) {
      const { picture } = await stored({ picture: new Uint8Array(bytes) })
      expect([...picture!]).toEqual(bytes)
    }
    const half = new Uint8Array([1, 2, 3, 4]).subarray(1, 3)
    expect([...(await stored({ picture: half })).picture!]).toEqual([2, 3])
  })
  test('a choice is one of its values', async () => {
    for (const mood of ['glad', 'sad', "l'été"]) await same({ mood })
    for (const mood of ['Glad', 'glad ', 'grim', '']) await outOfLimits({ mood })
  })
  test('null is null in every kind', async () => {
    const nothing = { chapter: null, count: null, bigCount: null, priceCents: null, ratio: null }
    await same({ ...nothing, seenAt: null, bornOn: null, wishes: null, picture: null })
  })
  test('an id that is none is refused', async () => {
    const bad = inTypes(({ db }) =>
      db.insertInto('things').values({ id: 'me', title: '' }).execute(),
    )
    await expect(bad).rejects.toSatisfy(isCheckViolation)
  })
  test('rows of one insert that differ in columns are refused, not given a NULL', async () => {
    const rows = [
      { id: newId(), title: 'a', mood: 'sad' as const },
      { id: newId(), title: 'b' },
    ]
    const uneven = inTypes(({ db }) => db.insertInto('things').values(rows).execute())
    await expect(uneven).rejects.toThrow('the same columns')
  })
})

describe('faults are told alike', () => {
  const account = (id: number, units = 0) =>
    inTypes(({ db }) => db.insertInto('accounts').values({ id, units }).execute())
  const moved = (fromId: number, toId: number) =>
    inTypes(({ db }) =>
      db.insertInto('moves').values({ fromId, toId, number: 1, units: 1 }).execute(),
    )

  test('unique, check, foreign key', async () => {
    await account(1)
    await account(2)
    await moved(1, 2)
    await expect(account(1)).rejects.toSatisfy((error) => isUniqueViolation(error, 'id'))
    await expect(account(1)).rejects.not.toSatisfy((error) => isUniqueViolation(error, 'units'))
    await expect(account(3, 601)).rejects.toSatisfy(isCheckViolation)
    await expect(moved(2, 2)).rejects.toSatisfy(isCheckViolation)
    await expect(moved(1, 9)).rejects.toSatisfy(isForeignKeyViolation)
    await expect(moved(1, 2)).rejects.toSatisfy((error) => isUniqueViolation(error))
    const dropped = (id: number) =>
      inTypes(({ db }) => db.deleteFrom('accounts').where('id', '=', id).execute())
    await expect(dropped(1)).rejects.toSatisfy(isForeignKeyViolation)
    await dropped(2) // takes its moves along
    await dropped(1)
  })

  test('insertIgnore says whether it inserted, and swallows nothing else', async () => {
    await inTypes(async ({ db, dialect }) => {
      const once = () => insertIgnore(db, dialect, 'accounts', { id: 7, units: 1 })
      expect([await once(), await once()]).toEqual([true, false])
      const tooMany = insertIgnore(db, dialect, 'accounts', { id: 8, units: 999 })
      await expect(tooMany).rejects.toSatisfy(isCheckViolation)
      const inside = await engine.use<unknown, People>('types', (namespace) =>
        namespace.transact(async (within) => {
          await insertIgnore(within, dialect, 'accounts', { id: 7, units: 3 })
          await insertIgnore(within, dialect, 'accounts', { id: 9, units: 3 })
          return within.selectFrom('accounts').selectAll().orderBy('id').execute()
        }),
      )
      expect(inside).toEqual([
        { id: 7, units: 1 },
        { id: 9, units: 3 },
      ])
    })
  })

  test('nothing is in an empty list, everything is not', async () => {
    await inTypes(async ({ db }) => {
      await db.insertInto('things').values({ id: newId(), title: 'x' }).execute()
      const none: string[] = []
      const things = db.selectFrom('things').select((of) => of.fn.countAll<number>().as('rows'))
      const all = await things.execute()
      expect(all[0]!.rows).toBeGreaterThan(0)
      expect(await things.where('id', 'in', none).execute()).toEqual([{ rows: 0 }])
      expect(await things.where('id', 'not in', none).execute()).toEqual(all)
    })
  })

  test('upsert writes the row either way', async () => {
    await inTypes(async ({ db, dialect }) => {
      const id = newId()
      const put = (title: string, wishes: unknown[]) =>
        upsert(db, dialect, 'things', { id, title, wishes }, ['id'])
      await put('first', [1])
      await put('second', [2])
      const row = db.selectFrom('things').select(['title', 'wishes']).where('id', '=', id)
      expect(await row.execute()).toEqual([{ title: 'second', wishes: [2] }])
    })
  })
})

test('300 random rows come out as they went in', async () => {
  const rows = randomThings(300)
  await inTypes(async ({ db }) => {
    await db.deleteFrom('things').execute()
    for (let i = 0; i < rows.length; i += 50) {
      await db
        .insertInto('things')
        .values(rows.slice(i, i + 50) as never)
        .execute()
    }
    const back = await db.selectFrom('things').selectAll().execute()
    const byId = new Map(back.map((it) => [it.id, it]))
    for (const it of rows) expect(byId.get(it.id), testEngine()).toStrictEqual(it)
  })
}, 30_000)
