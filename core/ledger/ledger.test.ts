import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { BOOK, LIMITS, openBook } from '#tests/book.ts'
import { balanceOf, hold, openAccount, proof, release, setLimits, settle, transfer } from './api.ts'

let book: Awaited<ReturnType<typeof openBook>>
beforeAll(async () => {
  book = await openBook()
})
afterAll(() => book.end())

let count = 0
/** Two accounts nobody else uses. */
async function pair() {
  count += 1
  return [await book.open(`ana${count}`), await book.open(`bob${count}`)] as const
}
const entry = (from: string, to: string, units: number) => ({
  book: BOOK,
  debitAccountId: from,
  creditAccountId: to,
  units,
  reference: 'test',
})
const standing = async (id: string) => {
  const { posted, heldOut, heldIn } = await book.transact((ctx) => balanceOf(ctx, id))
  return [posted, heldOut, heldIn]
}

describe('an account', () => {
  test('is opened once per owner, by however many callers', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => book.open('everybody')))
    expect(new Set(ids).size).toBe(1)
  })
  test('that does not exist takes part in nothing', async () => {
    const [ana] = await pair()
    const pay = book.transact((ctx) => transfer(ctx, entry(ana, newId(), 10)))
    await expect(pay).rejects.toThrow('ledger/no-such-account')
    expect(await standing(ana)).toEqual([0, 0, 0])
  })
  test('keeps its limits even if the code forgot them: the database refuses', async () => {
    const [ana] = await pair()
    const broken = book.transact(({ db }) =>
      db.updateTable('ledgerAccounts').set({ posted: -301 }).where('id', '=', ana).execute(),
    )
    await expect(broken).rejects.toThrow()
  })
})

describe('a transfer', () => {
  test('moves units at once, down to the limit and not one further', async () => {
    const [ana, bob] = await pair()
    await book.transact((ctx) => transfer(ctx, entry(ana, bob, 300)))
    expect([await standing(ana), await standing(bob)]).toEqual([
      [-300, 0, 0],
      [300, 0, 0],
    ])
    const more = book.transact((ctx) => transfer(ctx, entry(ana, bob, 1)))
    await expect(more).rejects.toMatchObject({
      message: 'ledger/balance-too-low',
      facts: { lowest: LIMITS.lowest },
    })
    expect(await standing(bob)).toEqual([300, 0, 0])
  })
  test('stops at the receiver’s highest balance', async () => {
    const [ana] = await pair()
    const rich = await book.open(`rich${count}`, { lowest: null, highest: null })
    await book.transact((ctx) => transfer(ctx, entry(rich, ana, 600)))
    const more = book.transact((ctx) => transfer(ctx, entry(rich, ana, 1)))
    await expect(more).rejects.toMatchObject({
      message: 'ledger/balance-too-high',
      facts: { highest: LIMITS.highest },
    })
  })
  test('of nothing, of less than nothing, of half a unit or to oneself is impossible', async () => {
    const [ana, bob] = await pair()
    for (const units of [0, -5, 0.5, Number.NaN])
      await expect(
        book.transact((ctx) => transfer(ctx, entry(ana, bob, units))),
        String(units),
      ).rejects.toThrow('a transfer moves')
    await expect(book.transact((ctx) => transfer(ctx, entry(ana, ana, 5)))).rejects.toThrow()
    expect(await standing(ana)).toEqual([0, 0, 0])
  })
  test('exists once per id', async () => {
    const [ana, bob] = await pair()
    const id = newId()
    await book.transact((ctx) => transfer(ctx, { ...entry(ana, bob, 5), id }))
    const again = book.transact((ctx) => transfer(ctx, { ...entry(ana, bob, 5), id }))
    await expect(again).rejects.toThrow('ledger/transfer-exists')
    expect(await standing(ana)).toEqual([-5, 0, 0])
  })
  test('is undone once, by its opposite', async () => {
    const [ana, bob] = await pair()
    const first = await book.transact((ctx) => transfer(ctx, entry(ana, bob, 50)))
    const undo = () =>
      book.transact((ctx) => transfer(ctx, { ...entry(bob, ana, 50), reverses: first }))
    await undo()
    await expect(undo()).rejects.toThrow('ledger/transfer-exists')
    expect([await standing(ana), await standing(bob)]).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ])
  })
})

describe('a book', () => {
  test('keeps its transfers to itself, whichever side is elsewhere', async () => {
    const [ana] = await pair()
    const open = (owner: string) =>
      book.transact((ctx) => openAccount(ctx, { book: 'tokens', owner, ...LIMITS }))
    const elsewhere = await open(`elsewhere${count}`)
    const other = await open(`other${count}`)
    for (const sides of [entry(ana, elsewhere, 10), entry(elsewhere, ana, 10)])
      for (const kind of [transfer, hold])
        await expect(book.transact((ctx) => kind(ctx, sides))).rejects.toThrow(
          'ledger/no-such-account',
        )
    // Both sides in one book, but the transfer says it is of another.
    const mislabelled = book.transact((ctx) => transfer(ctx, entry(elsewhere, other, 10)))
    await expect(mislabelled).rejects.toThrow('ledger/no-such-account')
    for (const id of [ana, elsewhere, other]) expect(await standing(id)).toEqual([0, 0, 0])
  })
})

describe('a hold', () => {
  test('counts against both limits before it is settled', async () => {
    const [ana, bob] = await pair()
    await book.transact((ctx) => hold(ctx, entry(ana, bob, 250)))
    const more = book.transact((ctx) => hold(ctx, entry(ana, bob, 51)))
    await expect(more).rejects.toThrow('ledger/balance-too-low')
    expect([await standing(ana), await standing(bob)]).toEqual([
      [0, 250, 0],
      [0, 0, 250],
    ])
  })
  test('is resolved once, whoever comes together', async () => {
    const [ana, bob] = await pair()
    for (let round = 0; round < 5; round++) {
      const id = await book.transact((ctx) => hold(ctx, entry(ana, bob, 10)))
      const answers = await Promise.allSettled([
        book.transact((ctx) => settle(ctx, id)),
        book.transact((ctx) => release(ctx, id)),
        book.transact((ctx) => settle(ctx, id)),
      ])
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const reasons = answers.flatMap((it) => (it.status === 'rejected' ? [it.reason.message] : []))
      expect(reasons).toEqual(['ledger/not-held', 'ledger/not-held'])
    }
    const [posted, heldOut] = await standing(ana)
    expect([posted! % 10, heldOut]).toEqual([-0, 0])
  })
})

describe('at the same moment', () => {
  test('of 40 payments near the limit exactly those that fit pass', async () => {
    const [ana, bob] = await pair()
    const pay = () => book.transact((ctx) => transfer(ctx, entry(ana, bob, 40)))
    const answers = await Promise.allSettled(Array.from({ length: 40 }, pay))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(7)
    expect(await standing(ana)).toEqual([-280, 0, 0])
  })
  test('opposite payments do not stop each other', async () => {
    const [ana, bob] = await pair()
    const pays = Array.from({ length: 30 }, (_, i) =>
      book.transact((ctx) => transfer(ctx, i % 2 ? entry(ana, bob, 1) : entry(bob, ana, 1))),
    )
    await Promise.all(pays)
    expect([await standing(ana), await standing(bob)]).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ])
  })
})

describe('other limits', () => {
  const limit = (id: string, lowest: number | null, highest: number | null) =>
    book.transact((ctx) => setLimits(ctx, BOOK, id, { lowest, highest }))

  test('hold from now on, and stop only what leads further away', async () => {
    const [ana, bob] = await pair()
    await book.transact((ctx) => transfer(ctx, entry(ana, bob, 250)))
    const away = () => book.transact((ctx) => transfer(ctx, entry(ana, bob, 1)))
    await limit(ana, -100, 600)
    await expect(away()).rejects.toMatchObject({ facts: { lowest: -100 } })
    await limit(ana, -300, 600)
    await limit(bob, -300, 100)
    await expect(away()).rejects.toMatchObject({ facts: { highest: 100 } })
    await limit(ana, -100, 600)
    await book.transact((ctx) => transfer(ctx, entry(bob, ana, 20)))
    expect([await standing(ana), await standing(bob)]).toEqual([
      [-230, 0, 0],
      [230, 0, 0],
    ])
    const held = await book.transact((ctx) => hold(ctx, entry(bob, ana, 10)))
    await book.transact((ctx) => settle(ctx, held))
    await limit(ana, -500, null)
    await limit(bob, null, null)
    await book.transact((ctx) => transfer(ctx, entry(ana, bob, 280)))
    expect(await standing(ana)).toEqual([-500, 0, 0])
  })
  test('let a hold of before be settled', async () => {
    const [ana, bob] = await pair()
    const held = await book.transact((ctx) => hold(ctx, entry(ana, bob, 300)))
    await limit(ana, 0, 0)
    await limit(bob, 0, 0)
    await book.transact((ctx) => settle(ctx, held))
    expect([await standing(ana), await standing(bob)]).toEqual([
      [-300, 0, 0],
      [300, 0, 0],
    ])
  })
  test('of an account that is not there change nothing', async () => {
    await expect(limit(newId(), 0, 0)).rejects.toThrow('ledger/no-such-account')
  })
  test('given while others pay: every payment met the former limits or the new ones', async () => {
    const [ana, bob] = await pair()
    const pay = () => book.transact((ctx) => transfer(ctx, entry(ana, bob, 30)))
    const answers = await Promise.allSettled([
      ...Array.from({ length: 12 }, pay),
      limit(ana, -150, 600),
      ...Array.from({ length: 12 }, pay),
    ])
    const paid = answers.filter(({ status }) => status === 'fulfilled').length - 1
    expect(paid).toBeGreaterThanOrEqual(5)
    expect(paid).toBeLessThanOrEqual(10)
    expect(await standing(ana)).toEqual([paid * -30, 0, 0])
    await expect(pay()).rejects.toMatchObject({ facts: { lowest: -150 } })
  })
})

describe('a transfer beyond limits', () => {
  test('passes both, and leaves the limits where they are', async () => {
    const [ana, bob] = await pair()
    const decided = (units: number) =>
      book.transact((ctx) => transfer(ctx, { ...entry(ana, bob, units), isBeyondLimits: true }))
    await decided(700)
    expect([await standing(ana), await standing(bob)]).toEqual([
      [-700, 0, 0],
      [700, 0, 0],
    ])
    const more = book.transact((ctx) => transfer(ctx, entry(ana, bob, 1)))
    // Both sides refuse; whose id comes first says so.
    await expect(more).rejects.toMatchObject({
      code: expect.stringMatching(/^ledger\/balance-too-/),
    })
    await book.transact((ctx) => transfer(ctx, entry(bob, ana, 650)))
    await book.transact((ctx) => transfer(ctx, entry(ana, bob, 250)))
    expect(await standing(ana)).toEqual([-300, 0, 0])
  })
  test('among accounts without limits is like any other', async () => {
    const [ana] = await pair()
    const free = await book.open(`free${count}`, { lowest: null, highest: null })
    const sides = { ...entry(free, ana, 900), isBeyondLimits: true }
    await book.transact((ctx) => transfer(ctx, sides))
    expect([await standing(free), await standing(ana)]).toEqual([
      [-900, 0, 0],
      [900, 0, 0],
    ])
    await book.transact((ctx) => transfer(ctx, { ...entry(free, ana, 1), isBeyondLimits: true }))
  })
})

test('a book adds up to zero, and another book does not count', async () => {
  await book.transact((ctx) =>
    openAccount(ctx, { book: 'credits', owner: 'ana', lowest: 0, highest: null }),
  )
  const { sum, heldOut, heldIn } = await book.transact((ctx) => proof(ctx, BOOK))
  expect([sum, heldOut - heldIn]).toEqual([0, 0])
  expect(await book.transact((ctx) => proof(ctx, 'credits'))).toEqual({
    sum: 0,
    accounts: 1,
    transfers: 0,
    heldOut: 0,
    heldIn: 0,
  })
})
