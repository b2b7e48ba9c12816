/** B.6-1 and B.6-2: many phones at the same moment, the same phone twice. */
import { expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { village } from '#tests/village.ts'
import * as exchange from './contract.ts'

type Neighbour = Awaited<ReturnType<typeof village>>['ana']
const school = () => village({ kind: 'school' })
const thank = (from: Neighbour, to: Neighbour, units: number, id?: string) =>
  from.call(exchange.proposePayment, { id, receiverId: to.id, units, reason: 'Jardin' })

async function outcomes(calls: readonly Promise<unknown>[]) {
  const counts: Record<string, number> = {}
  for (const answer of await Promise.allSettled(calls)) {
    const outcome = answer.status === 'fulfilled' ? 'done' : String(answer.reason.message)
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  return counts
}
const position = async (who: Neighbour) => {
  const { balance, heldOut, heldIn } = await who.call(exchange.readAccount)
  return [balance, heldOut, heldIn]
}

test('B.6-1, T-B1: of 50 payments near the floor exactly the allowed seven pass', async () => {
  const { ana, bob } = await school()
  const answers = await outcomes(Array.from({ length: 50 }, () => thank(ana, bob, 60)))
  expect(answers).toEqual({ done: 7, 'exchange/balance-too-low': 43 })
  expect([await position(ana), await position(bob)]).toEqual([
    [120, 420, 0],
    [120, 0, 420],
  ])
  const pending = await bob.call(exchange.listTransfers, { waiting: true, limit: 100 })
  const confirms = pending.items.map(({ id: transferId }) =>
    bob.call(exchange.confirmTransfer, { transferId }),
  )
  expect(await outcomes(confirms)).toEqual({ done: 7 })
  expect([await position(ana), await position(bob)]).toEqual([
    [-300, 0, 0],
    [540, 0, 0],
  ])
  expect((await ana.call(exchange.readProof)).sum).toBe(0)
})

test('B.6-1: many payers of one receiver stop exactly at his ceiling', async () => {
  const { ana, bob, cloe, admin } = await school()
  const payers = [ana, cloe, admin]
  const calls = Array.from({ length: 30 }, (_, i) => thank(payers[i % 3]!, bob, 40))
  expect(await outcomes(calls)).toEqual({ done: 12, 'exchange/balance-too-high': 18 })
  expect(await position(bob)).toEqual([120, 0, 480])
})

test('B.6-2: a double tap and a retry after a lost answer are one payment', async () => {
  const { ana, bob } = await school()
  const id = newId()
  const taps = await Promise.all(Array.from({ length: 5 }, () => thank(ana, bob, 60, id)))
  expect(new Set(taps.map((it) => it.id))).toEqual(new Set([id]))
  expect(await thank(ana, bob, 60, id)).toEqual(taps[0])
  await expect(thank(ana, bob, 90, id)).rejects.toThrow('idempotency-key-reused')
  expect(await position(ana)).toEqual([120, 60, 0])
})

test('B.6-2: two devices confirm, one effect; the other learns the state', async () => {
  const { ana, bob } = await school()
  const { id: transferId } = await thank(ana, bob, 60)
  const confirm = () => bob.call(exchange.confirmTransfer, { transferId })
  expect(await outcomes([confirm(), confirm(), confirm()])).toEqual({ done: 1, 'wrong-state': 2 })
  await expect(confirm()).rejects.toMatchObject({
    status: 409,
    facts: { state: 'completed', allowed: [] },
  })
  expect([await position(ana), await position(bob)]).toEqual([
    [60, 0, 0],
    [180, 0, 0],
  ])
})

test('B.6-2: withdrawn and confirmed at the same moment, one of them happens', async () => {
  const { ana, bob } = await school()
  for (let round = 0; round < 8; round++) {
    const before = (await position(ana))[0]!
    const { id: transferId } = await thank(ana, bob, 10)
    const answers = await outcomes([
      bob.call(exchange.confirmTransfer, { transferId }),
      ana.call(exchange.cancelTransfer, { transferId }),
    ])
    expect(answers).toEqual({ done: 1, 'wrong-state': 1 })
    const { state } = await ana.call(exchange.readTransfer, { transferId })
    const moved = state === 'completed' ? 10 : 0
    expect(await position(ana)).toEqual([before - moved, 0, 0])
  }
  expect((await ana.call(exchange.readProof)).sum).toBe(0)
})
