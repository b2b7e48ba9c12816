import { expect, test } from 'vitest'
import { lineOf, meanOf, monthsBetween } from './rules.ts'

test('a spreadsheet runs nothing that somebody typed, and keeps its columns', () => {
  expect(lineOf(['=1+1', '+33', '-5', '@x', 'a;b', 'il dit "oui"', -3])).toBe(
    `'=1+1;'+33;'-5;'@x;"a;b";"il dit ""oui""";-3\r\n`,
  )
})
test('months follow each other over the years', () => {
  expect(monthsBetween('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
  expect(monthsBetween('2026-11', '2026-11')).toEqual(['2026-11'])
  expect([meanOf(10, 4), meanOf(0, 0)]).toEqual([3, null])
})
