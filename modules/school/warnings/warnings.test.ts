import { expect, test } from 'vitest'
import { toldTo } from '#tests/told.ts'
import { village } from '#tests/village.ts'
import * as exchange from '../exchange/contract.ts'
import * as membership from '../membership/contract.ts'
import { readHistory } from '../statements/contract.ts'

type Neighbour = Awaited<ReturnType<typeof village>>['ana']

async function pay(from: Neighbour, to: Neighbour, units: number) {
  const input = { receiverId: to.id, units, reason: 'Jardin' }
  const { id: transferId } = await from.call(exchange.proposePayment, input)
  await to.call(exchange.confirmTransfer, { transferId })
}

test('one mail when a balance enters the band, none while it stays, another after it came back', async () => {
  const { ana, bob, settle } = await village({ kind: 'school' })
  const warnings = async (who: Neighbour) => {
    await settle()
    return (await toldTo(who)).filter((it) => /approche/.test(it.title)).length
  }
  await pay(ana, bob, 290) // −170
  expect(await warnings(ana)).toBe(0)
  await pay(ana, bob, 10) // −180
  expect(await warnings(ana)).toBe(1)
  expect((await toldTo(ana)).find((it) => /limite/.test(it.title))?.title).toContain('−180')
  await pay(ana, bob, 40)
  expect(await warnings(ana)).toBe(1)
  await pay(ana, bob, 20) // Bob: 480
  expect(await warnings(bob)).toBe(1)
  await pay(bob, ana, 100)
  expect(await warnings(ana)).toBe(1)
  await pay(ana, bob, 60)
  expect(await warnings(ana)).toBe(2)
})

test('several transfers that cross at the same moment are one mail', async () => {
  const { ana, bob, cloe, settle } = await village({ kind: 'school' })
  await pay(ana, bob, 280)
  await Promise.all([pay(ana, bob, 30), pay(ana, cloe, 30), pay(ana, cloe, 20)])
  await settle()
  expect((await toldTo(ana)).filter((it) => /limite/.test(it.title))).toHaveLength(1)
})

test('a school chooses its own levels, within the limits everybody starts with', async () => {
  const { ana, bob, admin, settle } = await village({ kind: 'school' })
  const kept = await admin.call(membership.readMembershipSettings)
  expect(kept).toMatchObject({ lowWarning: -180, highWarning: 480 })
  const choose = (lowWarning: number, highWarning: number) =>
    admin.call(membership.changeMembershipSettings, { ...kept, lowWarning, highWarning })
  for (const [low, high] of [
    [-301, 480],
    [0, 480],
    [-180, 0],
    [-180, 601],
  ] as const)
    await expect(choose(low, high)).rejects.toThrow('invalid-input')
  expect(await choose(-60, 290)).toMatchObject({ lowWarning: -60, highWarning: 290 })

  await pay(ana, bob, 180) // Ana: −60, Bob: 300
  await settle()
  expect((await toldTo(ana)).find((it) => /limite/.test(it.title))?.title).toContain('−60')
  expect((await toldTo(bob)).filter((it) => /approche/.test(it.title))).toHaveLength(1)
  const levels = { lowWarning: -60, highWarning: 290 }
  expect(await ana.call(exchange.readAccount)).toMatchObject({ warning: 'low', ...levels })
  expect(await bob.call(readHistory)).toMatchObject({ highest: 600, ...levels })
  const { totals, items } = await admin.call(exchange.readOverview)
  expect(totals).toMatchObject({ low: 1, high: 1 })
  expect(
    items
      .filter((it) => it.warning)
      .map((it) => it.id)
      .toSorted(),
  ).toEqual([ana.id, bob.id].toSorted())
})
