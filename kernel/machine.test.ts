import { expect, test } from 'vitest'
import { everyPair } from '#tests/pairs.ts'
import { WrongState } from './contract.ts'
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
    if (!transfer.allowed(state, actor).includes(move)) throw WrongState({ state, allowed: [] })
    return transfer.next(move, state)!
  })
  expect(honest).toEqual([])

  const careless = await everyPair(transfer, async ({ move }) => transfer.moves[move].to)
  expect(careless).toContain(
    'pending: confirm by payer becomes completed, but by declaration is refused',
  )
  expect(careless).toHaveLength(12 - 5)
})
