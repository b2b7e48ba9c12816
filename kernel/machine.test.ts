import { expect, test } from 'vitest'
import { everyPair } from '#tests/pairs.ts'
import { Forbidden, NotFound, WrongState } from './contract.ts'
import { machine } from './machine.ts'

const transfer = machine({
  name: 'transfer',
  states: ['pending', 'completed', 'cancelled'],
  initial: 'pending',
  moves: {
    confirm: { from: ['pending'], to: 'completed', by: ['payee'] },
    cancel: { from: ['pending', 'completed'], to: 'cancelled', by: ['payer', 'payee'] },
  },
})
type Pair = { [Key in 'state' | 'move' | 'actor']: any }

test('a machine says which moves are possible from a state', () => {
  expect(transfer.allowed('pending')).toEqual(['confirm', 'cancel'])
  expect(transfer.allowed('pending', 'payer')).toEqual(['cancel'])
  expect(transfer.allowed('cancelled')).toEqual([])
})

test('a machine says where a move leads', () => {
  expect(transfer.next('confirm', 'pending')).toBe('completed')
  expect(transfer.next('confirm', 'cancelled')).toBeUndefined()
})

test('states, moves and actors are known to the compiler', () => {
  // @ts-expect-error there is no such state
  transfer.allowed('lost')
  // @ts-expect-error there is no such actor
  transfer.allowed('pending', 'stranger')
  // @ts-expect-error there is no such move
  expect(() => transfer.next('vanish', 'pending')).toThrow()
  const moves = { go: { from: ['a'], to: 'b', by: [] } } as const
  // @ts-expect-error a move leads to a declared state
  machine({ name: 'x', states: ['a'], initial: 'a', moves })
})

test('every pair × actor is compared with the declaration', async () => {
  const honest = await everyPair(transfer, async ({ state, move, actor }) => {
    const next = transfer.next(move, state)
    if (next === undefined) throw WrongState({ state, allowed: [] })
    if (!transfer.allowed(state, actor).includes(move)) throw Forbidden({ needs: move })
    return next
  })
  expect(honest).toEqual([])

  const careless = await everyPair(transfer, async ({ move }) => transfer.moves[move].to)
  expect(careless).toContain(
    'pending: confirm by payer becomes completed, but by declaration is refused (forbidden)',
  )
  expect(careless).toHaveLength(12 - 5)
})

test('a refusal counts only with its own code, unless another is declared', async () => {
  const blind = async ({ state, move, actor }: Pair) => {
    if (!transfer.allowed(state, actor).includes(move)) throw NotFound()
    return transfer.next(move, state)!
  }
  const surprises = await everyPair(transfer, blind)
  expect(surprises).toContain(
    'completed: confirm by payee is refused (not-found), but by declaration is refused (wrong-state)',
  )
  expect(surprises).toHaveLength(12 - 5)
  expect(await everyPair(transfer, blind, () => 'not-found')).toEqual([])
})

test('nothing happens only where that is declared; a declared move has a door', async () => {
  const still = async ({ state }: Pair) => state
  expect(await everyPair(transfer, still, () => null)).toHaveLength(5)
  expect(await everyPair(transfer, still)).toHaveLength(12)
  expect(await everyPair(transfer, async () => null)).toHaveLength(5)
})
