import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { demo } from './demo.ts'
import * as exchange from './exchange/contract.ts'

test(
  'the demonstration tells every kind of story, and adds up to zero',
  { timeout: 120_000 },
  async () => {
    const { ana: founder, neighbour, clock, app } = await village({ kind: 'school' })
    await app.jobs.schedules()
    const settle = () => app.jobs.settle()
    const people = async (names: readonly string[]) => {
      const cast: Record<string, Awaited<ReturnType<typeof neighbour>>> = {}
      for (const name of names) cast[name] = await neighbour(name, 'member')
      return cast
    }
    await demo({ founder, people, clock, settle })

    const states = new Map<string, number>()
    for (let cursor: string | undefined; ;) {
      const page = await founder.call(exchange.listAllTransfers, { limit: 100, cursor })
      for (const { kind, state, dispute } of page.items) {
        if (kind === 'grant') continue
        states.set(state, (states.get(state) ?? 0) + 1)
        if (dispute) states.set('disputed', (states.get('disputed') ?? 0) + 1)
      }
      if (!page.next) break
      cursor = page.next
    }
    expect([...states.keys()].sort()).toEqual([
      'cancelled',
      'completed',
      'disputed',
      'expired',
      'pending',
      'rejected',
      'reversed',
    ])
    const { items } = await founder.call(exchange.listOffers, { limit: 100 })
    expect(new Set(items.map(({ category }) => category)).size).toBe(exchange.categories.length)
    expect(await founder.call(exchange.readProof)).toMatchObject({ sum: 0, members: 25 })
  },
)
