import { expect, test } from 'vitest'
import { offerMachine } from '../offers/rules.ts'
import {
  availableOf,
  expiryOf,
  mayDisputeUntil,
  receivableOf,
  transferMachine,
  unitsFor,
  warningFor,
} from './rules.ts'

test('a person is warned before the hard stop', () => {
  const levels = { lowWarning: -180, highWarning: 480 }
  const balances = [-300, -180, -179, 0, 479, 480, 600]
  expect(balances.map((it) => warningFor(it, levels))).toEqual([
    'low',
    'low',
    null,
    null,
    null,
    'high',
    'high',
  ])
})

test('what may still be given or received counts what is promised', () => {
  const at = (posted: number, heldOut = 0, heldIn = 0) => {
    const position = { posted, heldOut, heldIn, lowest: -300, highest: 600 }
    return [availableOf(position), receivableOf(position)]
  }
  expect(at(120)).toEqual([420, 480])
  expect(at(120, 400, 480)).toEqual([20, 0])
  expect(at(-300)).toEqual([0, 600])
  expect(at(600)).toEqual([600, 0])
})

test('T-B7: minutes become units, rounded to five', () => {
  expect([60, 90, 47, 48, 1].map((minutes) => unitsFor(minutes))).toEqual([60, 90, 45, 50, 5])
})

test('fourteen days to answer, thirty to object', () => {
  const start = new Date('2026-01-31T12:00:00.000Z')
  expect(expiryOf(start).toISOString()).toBe('2026-02-14T12:00:00.000Z')
  expect(mayDisputeUntil(start).toISOString()).toBe('2026-03-02T12:00:00.000Z')
})

test('nothing leaves an end state', () => {
  for (const state of ['rejected', 'cancelled', 'expired', 'reversed'] as const)
    expect(transferMachine.allowed(state)).toEqual([])
  expect(offerMachine.allowed('archived')).toEqual([])
})
