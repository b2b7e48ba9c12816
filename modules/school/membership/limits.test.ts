import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import * as exchange from '../exchange/contract.ts'
import * as membership from './contract.ts'

const school = () => village({ kind: 'school' })
type School = Awaited<ReturnType<typeof school>>
type Neighbour = School['ana']
const reason = 'Jardin'

const pay = async (from: Neighbour, to: Neighbour, units: number) => {
  const { id } = await from.call(exchange.proposePayment, { receiverId: to.id, units, reason })
  return to.call(exchange.confirmTransfer, { transferId: id })
}
const sum = async ({ nobody }: School) => (await nobody.call(exchange.readProof)).sum
const position = async (who: Neighbour) => {
  const { balance, heldOut, heldIn } = await who.call(exchange.readAccount)
  return [balance, heldOut, heldIn]
}

test('limits of one member, within the school’s bounds; beyond them only the way back is open', async () => {
  const there = await school()
  const { ana, bob, cloe, admin } = there
  const set = (lowest: number, highest: number) =>
    admin.call(membership.setMemberLimits, { memberId: bob.id, lowest, highest })
  await expect(set(-601, 600)).rejects.toMatchObject({
    message: 'membership/beyond-bounds',
    facts: { lowest: -600, highest: 1200 },
  })
  for (const [lowest, highest] of [
    [-300, 1201],
    [1, 600],
    [-300, -1],
  ] as const)
    await expect(set(lowest, highest)).rejects.toThrow('membership/beyond-bounds')
  await expect(
    bob.call(membership.setMemberLimits, { memberId: bob.id, lowest: -600, highest: 1200 }),
  ).rejects.toThrow('forbidden')

  await pay(bob, cloe, 320)
  expect(await set(-50, 600)).toMatchObject({ lowest: -50, balance: -200 })
  expect(await bob.call(exchange.readAccount)).toMatchObject({ available: 0, lowest: -50 })
  await expect(
    bob.call(exchange.proposePayment, { receiverId: cloe.id, units: 1, reason }),
  ).rejects.toMatchObject({ facts: { lowest: -50 } })
  await pay(cloe, bob, 100)
  expect(await position(bob)).toEqual([-100, 0, 0])
  await set(-600, 1200)
  await pay(bob, ana, 400)
  expect(await position(bob)).toEqual([-500, 0, 0])
  expect(await sum(there)).toBe(0)
})

test('limits lowered while fifty pay: each payment met the former or the new limits', async () => {
  const there = await school()
  const { ana, bob, admin } = there
  const asked = { receiverId: bob.id, units: 60, reason }
  const answers = await Promise.allSettled([
    ...Array.from({ length: 10 }, () => ana.call(exchange.proposePayment, asked)),
    admin.call(membership.setMemberLimits, { memberId: ana.id, lowest: 0, highest: 600 }),
    ...Array.from({ length: 10 }, () => ana.call(exchange.proposePayment, asked)),
  ])
  const paid = answers.filter(({ status }) => status === 'fulfilled').length - 1
  expect(paid).toBeGreaterThanOrEqual(2)
  expect(paid).toBeLessThanOrEqual(7)
  expect(await position(ana)).toEqual([120, 60 * paid, 0])
  await expect(ana.call(exchange.proposePayment, asked)).rejects.toMatchObject({
    facts: { lowest: 0 },
  })
})

test('somebody left with more than one transfer may carry: all of it returns', async () => {
  const there = await school()
  const { ana, bob, cloe, admin } = there
  await admin.call(membership.setMemberLimits, { memberId: bob.id, lowest: -300, highest: 1200 })
  for (const [from, units] of [
    [ana, 400],
    [cloe, 400],
  ] as const)
    await pay(from, bob, units)
  expect(await position(bob)).toEqual([920, 0, 0])
  expect(await bob.call(membership.leaveExchange)).toMatchObject({ state: 'left', balance: 0 })
  expect(await bob.call(membership.joinExchange)).toMatchObject({ balance: 920 })
  expect(await sum(there)).toBe(0)
})

test('leaving does not end a suspension', async () => {
  const { bob, admin } = await school()
  await admin.call(membership.suspendMember, { memberId: bob.id, reason })
  expect((await bob.call(membership.leaveExchange)).state).toBe('left')
  expect(await bob.call(membership.joinExchange)).toMatchObject({
    state: 'suspended',
    suspensionReason: reason,
  })
})
