/** Any history of payments, departures, write-offs, limits and corrections, several at once: the sum stays zero. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '#kernel/contract.ts'
import { village } from '#tests/village.ts'
import * as disputes from '../disputes/contract.ts'
import * as exchange from '../exchange/contract.ts'
import * as membership from './contract.ts'

type Neighbour = Awaited<ReturnType<typeof village>>['ana']
const reason = 'Jardin'
const people = ['bob', 'cloe', 'admin'] as const
type Who = (typeof people)[number]

const moves = [
  'pay',
  'ask',
  'answer',
  'refuse',
  'leave',
  'join',
  'suspend',
  'resume',
  'write-off',
  'limit',
  'dispute',
  'reverse',
  'adjust',
] as const

/** So that there is something to undo, and somebody to do it. */
const often = (['pay', 'answer', 'join', 'resume', 'reverse'] as const).flatMap((it) =>
  Array.from({ length: 6 }, () => it),
)

test('whatever members and administrators do, no unit appears or vanishes', async () => {
  const there = await village({ kind: 'school' })
  const { ana, nobody } = there
  const ids: string[] = []
  const done = new Map<string, number>()

  const act = async (move: (typeof moves)[number], who: Who, units: number) => {
    const me: Neighbour = there[who]
    const other: Neighbour = there[people[(people.indexOf(who) + 1) % people.length]!]
    const transferId = ids.at(-1 - (units % 4)) ?? other.id
    const memberId = me.id
    const doors: Record<typeof move, () => Promise<unknown>> = {
      pay: async () => {
        const asked = { receiverId: other.id, units, reason }
        ids.push((await me.call(exchange.proposePayment, asked)).id)
      },
      ask: async () => {
        const asked = { payerId: other.id, units, reason }
        ids.push((await me.call(exchange.requestPayment, asked)).id)
      },
      answer: () =>
        me
          .call(exchange.confirmTransfer, { transferId })
          .catch(() => other.call(exchange.confirmTransfer, { transferId })),
      refuse: () => me.call(exchange.rejectTransfer, { transferId }),
      leave: () => me.call(membership.leaveExchange),
      join: () => me.call(membership.joinExchange),
      suspend: () => ana.call(membership.suspendMember, { memberId, reason }),
      resume: () => ana.call(membership.resumeMember, { memberId }),
      'write-off': () => ana.call(membership.writeOffDebt, { memberId, reason }),
      limit: () =>
        ana.call(membership.setMemberLimits, { memberId, lowest: -2 * units, highest: 4 * units }),
      dispute: () => me.call(disputes.disputeTransfer, { transferId, reason }),
      reverse: () =>
        ana.call(exchange.reverseTransfer, { transferId, reason, isBeyondLimits: units % 2 === 0 }),
      adjust: async () => {
        await ana.call(disputes.assignDispute, { transferId })
        const asked = { transferId, outcome: 'adjusted', units: 5, decision: reason } as const
        await ana.call(disputes.settleDispute, asked)
      },
    }
    try {
      await doors[move]()
      done.set(move, (done.get(move) ?? 0) + 1)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
  }

  const step = fc.tuple(
    fc.constantFrom(...moves, ...often),
    fc.constantFrom(...people),
    fc.integer({ min: 5, max: 90 }),
  )
  // Each round of steps begins at the same moment.
  const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), {
    minLength: 6,
    maxLength: 14,
  })
  await fc.assert(
    fc.asyncProperty(rounds, async (history) => {
      for (const steps of history) {
        await Promise.all(steps.map((it) => act(...it)))
        const { sum, held } = await nobody.call(exchange.readProof)
        expect(sum).toBe(0)
        expect(held).toBeGreaterThanOrEqual(0)
      }
    }),
    { numRuns: 40, seed: 20_261_121, endOnFailure: true },
  )
  for (const move of ['pay', 'answer', 'leave', 'join', 'limit', 'reverse'])
    expect(done.get(move) ?? 0, move).toBeGreaterThan(0)
  const { items } = await ana.call(membership.listExchangeMembers)
  for (const { state, balance } of items) if (state === 'left') expect(balance).toBe(0)
}, 120_000)
