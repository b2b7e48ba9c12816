import { expect, test } from 'vitest'
import { slots } from './contract.ts'
import { bitsOf, daysIn, slotsIn } from './rules.ts'

test('a week of parts fits into bits and comes back in its order', () => {
  expect(slotsIn(bitsOf(['sun-evening', 'mon-morning']))).toEqual(['mon-morning', 'sun-evening'])
  expect(slotsIn(bitsOf(slots))).toEqual(slots)
  expect(bitsOf(slots)).toBeLessThan(2 ** 31)
  expect(daysIn(bitsOf(['wed-evening', 'wed-morning', 'sat-morning']))).toEqual(['wed', 'sat'])
})
