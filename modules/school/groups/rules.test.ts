import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostShareOf, shareOf, sharesOf, totalOf, unitsOf } from './rules.ts'

const minutes = fc.integer({ min: 1, max: 600 })
const people = fc.integer({ min: 1, max: 30 })
const sum = (all: readonly number[]) => all.reduce((total, it) => total + it, 0)

test('shares add up to the total, differ by one at most, and the first carry the remainder', () => {
  const property = fc.property(minutes, people, (total, n) => {
    const shares = sharesOf(total, n)
    expect(shares).toHaveLength(n)
    expect(sum(shares)).toBe(total)
    expect(shares).toEqual(shares.toSorted((a, b) => b - a))
    expect(shares[0]! - shares.at(-1)!).toBeLessThanOrEqual(1)
  })
  fc.assert(property, { numRuns: 2000 })
})

test('two hours among seven: one pays 18, six pay 17', () => {
  expect(sharesOf(120, 7)).toEqual([18, 17, 17, 17, 17, 17, 17])
  expect(sharesOf(120, 0)).toEqual([])
})

test('whoever stays away, nobody pays more than they agreed to', () => {
  const property = fc.property(minutes, people, people, (length, least, confirmed) => {
    fc.pre(confirmed >= least)
    const group = { kind: 'course' as const, minutes: length, least }
    for (const units of unitsOf(group, confirmed)) {
      expect(units).toBeLessThanOrEqual(mostShareOf(group))
      expect(units).toBeLessThanOrEqual(shareOf(group, confirmed))
    }
    expect(sum(unitsOf(group, confirmed))).toBe(totalOf(group, confirmed))
  })
  fc.assert(property, { numRuns: 2000 })
})

test('many hands are paid in full, each', () => {
  const group = { kind: 'hands' as const, minutes: 90, least: 1 }
  expect(unitsOf(group, 3)).toEqual([90, 90, 90])
  expect(totalOf(group, 3)).toBe(270)
  expect(mostShareOf(group)).toBe(90)
})
