import { expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { MINUTE } from '#kernel/time.ts'
import { village } from '#tests/village.ts'
import * as exchange from '../exchange/contract.ts'
import * as badges from './contract.ts'

const school = () => village({ kind: 'school' })
const balanceOf = async (who: Awaited<ReturnType<typeof village>>['ana']) =>
  (await who.call(exchange.readAccount)).balance
const sixty = { units: 60, reason: 'Gaufres' }

test('a code with an amount is paid with one tap and arrives at once', async () => {
  const { ana, bob } = await school()
  const { id: codeId, secret: code } = await ana.call(badges.createCode, sixty)
  expect(await bob.call(badges.readBadge, { code })).toMatchObject({
    receiver: { id: ana.id, name: 'Ana' },
    units: 60,
    reason: 'Gaufres',
    state: 'valid',
  })
  const paid = await bob.call(badges.payBadge, { code })
  expect(paid).toMatchObject({ kind: 'request', state: 'completed', units: 60, direction: 'out' })
  expect([await balanceOf(ana), await balanceOf(bob)]).toEqual([180, 60])
  const shown = await ana.call(badges.readCode, { codeId })
  expect(shown).toMatchObject({ isUsed: true, arrivals: [{ name: 'Bob', units: 60 }] })
})

test('a replay of the same payer is the same one transfer; somebody else comes too late', async () => {
  const { ana, bob, cloe } = await school()
  const { secret: code } = await ana.call(badges.createCode, sixty)
  const [first, ...others] = await Promise.all(
    Array.from({ length: 4 }, () => bob.call(badges.payBadge, { code, id: newId() })),
  )
  for (const it of others) expect(it.id).toBe(first!.id)
  expect((await bob.call(badges.readBadge, { code })).paidBefore).toBe(first!.id)
  await expect(cloe.call(badges.payBadge, { code })).rejects.toThrow('badges/code-used')
  expect([await balanceOf(ana), await balanceOf(bob)]).toEqual([180, 60])
})

test('of several who scan one amount at the same moment exactly one pays', async () => {
  const { ana, bob, cloe, admin } = await school()
  const { secret: code } = await ana.call(badges.createCode, sixty)
  const scans = [bob, cloe, admin, bob, cloe, admin].map((it) => it.call(badges.payBadge, { code }))
  const answers = await Promise.allSettled(scans)
  const paid = answers.flatMap((it) => (it.status === 'fulfilled' ? [it.value.id] : []))
  const refused = answers.flatMap((it) => (it.status === 'rejected' ? [it.reason.message] : []))
  expect(new Set(paid).size).toBe(1)
  expect(new Set(refused)).toEqual(new Set(['badges/code-used']))
  expect(await balanceOf(ana)).toBe(180)
  expect((await ana.call(exchange.readProof)).sum).toBe(0)
})

test('a badge without an amount is paid by several, who say how much', async () => {
  const { ana, bob, cloe } = await school()
  const { id: codeId, secret: code } = await ana.call(badges.createCode)
  await expect(bob.call(badges.payBadge, { code, reason: 'Soupe' })).rejects.toThrow(
    'badges/units-missing',
  )
  await expect(bob.call(badges.payBadge, { code, units: 15 })).rejects.toThrow(
    'badges/reason-missing',
  )
  await bob.call(badges.payBadge, { code, units: 15, reason: 'Soupe' })
  await cloe.call(badges.payBadge, { code, units: 30, reason: 'Gaufres' })
  expect(await balanceOf(ana)).toBe(165)
  const { arrivals, isUsed } = await ana.call(badges.readCode, { codeId })
  expect(arrivals.map((it) => it.units).toSorted()).toEqual([15, 30])
  expect(isUsed).toBe(false)
})

test('expired, tampered, of another school, one’s own: nothing moves', async () => {
  const here = await school()
  const { ana, bob, clock } = here
  const { secret: code } = await ana.call(badges.createCode, sixty)
  await expect(ana.call(badges.payBadge, { code })).rejects.toThrow('exchange/self-transfer')
  expect((await ana.call(badges.readBadge, { code })).state).toBe('mine')
  const tampered = (code[0] === 'A' ? 'B' : 'A') + code.slice(1)
  await expect(bob.call(badges.payBadge, { code: tampered })).rejects.toThrow('not-found')
  await expect(bob.call(badges.payBadge, { code: 'x' })).rejects.toThrow('invalid-input')
  const other = await village({ kind: 'school', slug: 'erable', in: here })
  await expect(other.bob.call(badges.payBadge, { code })).rejects.toThrow('not-found')
  clock.advance(11 * MINUTE)
  expect((await bob.call(badges.readBadge, { code })).state).toBe('expired')
  await expect(bob.call(badges.payBadge, { code })).rejects.toThrow('badges/code-expired')
  expect([await balanceOf(ana), await balanceOf(bob)]).toEqual([120, 120])
})

test('an amount that the payer does not have leaves the code for somebody else', async () => {
  const { ana, bob, cloe } = await school()
  await bob.call(exchange.proposePayment, { receiverId: cloe.id, units: 400, reason: 'Toit' })
  const { secret: code } = await ana.call(badges.createCode, sixty)
  await expect(bob.call(badges.payBadge, { code })).rejects.toThrow('exchange/balance-too-low')
  expect((await cloe.call(badges.payBadge, { code })).state).toBe('completed')
})

test('only who shows a code sees what arrives by it', async () => {
  const { ana, bob } = await school()
  const { id: codeId } = await ana.call(badges.createCode, sixty)
  await expect(bob.call(badges.readCode, { codeId })).rejects.toThrow('not-found')
})
