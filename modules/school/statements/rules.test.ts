import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monthsBetween } from './days.ts'
import { cellOf, lineOf } from './rules.ts'

test('no text ever begins a formula, and figures stay figures', () => {
  for (const it of ['=1+1', '+32', '-2', '@SUM(A1)', '\t=1', ' =1'])
    expect(cellOf(it)).toMatch(/^"?'/)
  expect(cellOf(-60)).toBe('-60')
  expect(cellOf('Couture')).toBe('Couture')
  expect(cellOf('Une "vraie" aide; merci')).toBe('"Une ""vraie"" aide; merci"')
  expect(lineOf(['a', null, 3])).toBe('a;;3\r\n')
  const property = fc.property(fc.string(), (text) => {
    const cell = cellOf(text)
    expect(cell).not.toMatch(/^"?\s*[=+\-@]/)
    expect(cell).not.toMatch(/[\r\n]/)
  })
  fc.assert(property, { numRuns: 1000 })
})

test('every month is there, over the end of a year', () => {
  expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
})
