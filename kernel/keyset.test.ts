import { expect, test } from 'vitest'
import { momentAfter, pageFrom, placeAfter } from './keyset.ts'

const id = '0192f0c1-2345-7abc-8def-0123456789ab'
const cursor = (by: string, of = id) => Buffer.from(`${by}\n${of}`).toString('base64url')

test('the next page starts after the last row of the one before', () => {
  const rows = ['Ana', 'Bob', 'Cloé'].map((name) => ({ name, id }))
  const { page, next } = pageFrom(rows, 2, (it) => ({ by: it.name, id: it.id }))
  expect(page.map((it) => it.name)).toEqual(['Ana', 'Bob'])
  expect(placeAfter(next!)).toEqual({ by: 'Bob', id })
  expect(pageFrom(rows, 3, (it) => ({ by: it.name, id: it.id })).next).toBeNull()
})

test.for([
  ['nothing', ''],
  ['no id', cursor('a', '')],
  ['dashes for an id', cursor('a', '-'.repeat(36))],
  ['a third line', `${cursor('a\nb')}`],
  ['NUL', cursor('a\0b')],
] as const)('a cursor with %s is refused', ([, forged]) => {
  expect(() => placeAfter(forged)).toThrow('invalid-input')
})

test.for(['yesterday', '2026-11-21', '+275760-09-13T00:00:00.000Z', '0999-01-01T00:00:00.000Z'])(
  'the moment %s was not written by us',
  (by) => expect(() => momentAfter(cursor(by))).toThrow('invalid-input'),
)
