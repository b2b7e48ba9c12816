import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { demo } from './demo.ts'
import * as exchange from './exchange/contract.ts'
import { listAppointments } from './agenda/contract.ts'
import { listDisputes } from './disputes/contract.ts'
import { listGroups } from './groups/contract.ts'
import { listCharters, listExchangeMembers } from './membership/contract.ts'
import { listNeeds } from './needs/contract.ts'
import * as market from './offers/contract.ts'
import { needs } from './story/market.ts'
import { names } from './story/people.ts'

test('ninety-five neighbours, none twice', () => {
  expect(names).toHaveLength(95)
  expect(new Set(names).size).toBe(95)
})

test(
  'the demonstration tells every kind of story, and adds up to zero',
  { timeout: 180_000 },
  async () => {
    const { ana: founder, neighbour, clock, app } = await village({ kind: 'school' })
    await app.jobs.schedules()
    const settle = () => app.jobs.settle()
    const cast: Record<string, Awaited<ReturnType<typeof neighbour>>> = {}
    const people = async (wanted: readonly string[]) => {
      for (const name of wanted) cast[name] ??= await neighbour(name, 'member')
      return cast
    }
    await demo({ founder, people, clock, settle })

    const kinds = new Map<string, number>()
    const count = (name: string) => kinds.set(name, (kinds.get(name) ?? 0) + 1)
    for (let cursor: string | undefined; ;) {
      const page = await founder.call(exchange.listAllTransfers, { limit: 100, cursor })
      for (const { kind, state, dispute } of page.items) {
        if (kind === 'payment' || kind === 'request') {
          count('told')
          count(state)
        } else count(kind)
        if (dispute) count('disputed')
      }
      if (!page.next) break
      cursor = page.next
    }
    expect(Object.fromEntries(kinds)).toMatchObject({
      told: 900,
      disputed: 3,
      reversal: 2,
      reversed: 2,
      rejected: expect.any(Number),
      cancelled: expect.any(Number),
      expired: expect.any(Number),
      pending: expect.any(Number),
    })
    const balanceOf = async (name: string) => (await cast[name]!.call(exchange.readAccount)).balance
    expect([await balanceOf('Karel Maes'), await balanceOf('Rosa Martin')]).toEqual([-300, 600])

    const [workshop] = (await cast['Cloé Dubois']!.call(listGroups, { state: 'closed' })).items
    const shares = workshop!.participants.map((it) => it.units ?? 0)
    expect(shares).toHaveLength(7)
    expect(shares.reduce((sum, it) => sum + it, 0)).toBe(120)

    const { items } = await founder.call(market.listOffers, { limit: 100 })
    expect(new Set(items.map(({ category }) => category)).size).toBe(market.categories.length)
    expect((await founder.call(listNeeds, { limit: 100 })).items).toHaveLength(needs.length + 1)
    const ana = cast['Ana Peeters']!
    const [need] = (await ana.call(listNeeds, { view: 'mine' })).items
    expect(need).toMatchObject({ helpersWanted: 2, helpersFound: 1, answers: 3 })
    expect((await ana.call(listAppointments)).items).toHaveLength(3)

    const open = (await founder.call(listDisputes, {})).items.map(({ state }) => state)
    expect(open.toSorted()).toEqual(['kept', 'mediated', 'open'])
    const { items: waiting } = await founder.call(listExchangeMembers, { state: 'suspended' })
    expect(waiting.filter(({ suspendedFor }) => suspendedFor === 'decision')).toHaveLength(1)
    const roomy = await founder.call(listExchangeMembers, { search: 'fatou diallo' })
    expect(roomy.items).toMatchObject([{ lowest: -480, highest: 600 }])
    const { versions } = await founder.call(listCharters)
    const accepted = versions.find(({ version }) => version === 2)!.accepted
    expect(accepted).toBeGreaterThan(45)
    expect(accepted).toBeLessThan(85)
    // The village's own five and the story's ninety-five.
    expect(await founder.call(exchange.readProof)).toMatchObject({ sum: 0, members: 100 })
  },
)
