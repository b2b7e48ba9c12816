/** 10,000 random operations by eight writers, a tenth of them cut off between two statements: the sum stays zero. */
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Problem } from '#kernel/contract.ts'
import { BOOK, LIMITS, type LedgerContext, openBook } from '#tests/book.ts'
import { balances, hold, proof, release, settle, transfer } from './api.ts'

const OPERATIONS = 10_000
const WRITERS = 8
const ACCOUNTS = 12
const SEED = 20_261_121

class Crash extends Error {}

let book: Awaited<ReturnType<typeof openBook>>
let accounts: string[]
beforeAll(async () => {
  book = await openBook()
  accounts = []
  for (let i = 0; i < ACCOUNTS; i++) accounts.push(await book.open(`member${i}`))
  // The community has no limits.
  accounts.push(await book.open('community', { lowest: null, highest: null }))
})
afterAll(() => book.end())

test('whatever happens, no unit appears or vanishes', { timeout: 120_000 }, async () => {
  const outcomes = new Map<string, number>()
  const held: string[] = []
  const writer = async (number: number) => {
    const random = generator(SEED + number)
    for (let i = 0; i < OPERATIONS / WRITERS; i++) {
      const outcome = await operate(random, held)
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, (_, number) => writer(number)))

  expect([...outcomes.values()].reduce((a, b) => a + b)).toBe(OPERATIONS)
  for (const outcome of ['done', 'crash', 'ledger/balance-too-low', 'ledger/not-held'])
    expect(outcomes.get(outcome), outcome).toBeGreaterThan(50)

  await book.transact(async (ctx) => {
    const { sum, heldOut, heldIn } = await proof(ctx, BOOK)
    expect(sum).toBe(0)
    expect(heldOut).toBe(heldIn)
    for (const it of await balances(ctx, accounts)) {
      expect(it).toMatchObject(await recount(ctx, it.accountId))
      if (it.lowest === null) continue
      expect(it.posted - it.heldOut).toBeGreaterThanOrEqual(LIMITS.lowest)
      expect(it.posted + it.heldIn).toBeLessThanOrEqual(LIMITS.highest)
    }
  })
})

async function operate(random: () => number, held: string[]): Promise<string> {
  const below = (max: number) => Math.floor(random() * max)
  const from = below(accounts.length)
  const to = (from + 1 + below(accounts.length - 1)) % accounts.length
  const sides = { debitAccountId: accounts[from]!, creditAccountId: accounts[to]! }
  const entry = { book: BOOK, ...sides, units: 1 + below(120), reference: 'random' }
  const kind = below(10)
  // Half of the answers go to a hold that may have had its answer.
  const known = held[below(held.length)] ?? 'none'
  const wrap = random() < 0.1 ? crashingAt(1 + below(7)) : undefined
  try {
    if (kind < 4) await book.transact((ctx) => transfer(ctx, entry), wrap)
    else if (kind < 7) held.push(await book.transact((ctx) => hold(ctx, entry), wrap))
    else if (known === 'none') return 'idle'
    else if (kind < 9) await book.transact((ctx) => settle(ctx, known), wrap)
    else await book.transact((ctx) => release(ctx, known), wrap)
    return 'done'
  } catch (error) {
    if (error instanceof Crash) return 'crash'
    if (error instanceof Problem) return error.code
    throw error
  }
}

/** The handle of a process that dies at its nth statement. */
function crashingAt(n: number) {
  let left = n
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      left -= 1
      if (left === 0) throw new Crash()
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return (db: LedgerContext['db']) => db.withPlugin(plugin)
}

/** What an account must show, from its transfers alone. */
async function recount({ db }: LedgerContext, id: string) {
  const rows = await db.selectFrom('ledgerTransfers').selectAll().execute()
  const total = (side: 'debitAccountId' | 'creditAccountId', state: string) =>
    rows
      .filter((row) => row[side] === id && row.state === state)
      .reduce((sum, { units }) => sum + units, 0)
  return {
    posted: total('creditAccountId', 'settled') - total('debitAccountId', 'settled'),
    heldOut: total('debitAccountId', 'held'),
    heldIn: total('creditAccountId', 'held'),
  }
}

/** Mulberry32: the same operations at each run. */
function generator(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
