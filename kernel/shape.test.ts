import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { InvalidInput } from './contract.ts'
import { checkInput, readText } from './shape.ts'

const Shape = z.object({
  units: z.int().check(z.minimum(1), z.maximum(600)),
  reason: z.string().check(z.minLength(1), z.maxLength(10)),
  kind: z._default(z.enum(['a', 'b']), 'a'),
  list: z.optional(z.array(z.object({ name: z.string() }))),
})

function faults(raw: unknown) {
  try {
    checkInput(Shape, raw)
  } catch (error) {
    if (InvalidInput.is(error)) return error.facts['errors']
  }
  return undefined
}

test.for([
  [{ reason: 'x' }, 'units', 'required'],
  [{ units: 0, reason: 'x' }, 'units', 'too_small_number'],
  [{ units: 601, reason: 'x' }, 'units', 'too_big_number'],
  [{ units: '60', reason: 'x' }, 'units', 'invalid_type'],
  [{ units: 60, reason: '' }, 'reason', 'required'],
  [{ units: 60, reason: 'x'.repeat(11) }, 'reason', 'too_big_text'],
  [{ units: 60, reason: 'a\0b' }, 'reason', 'invalid_text'],
  [{ units: 60, reason: '\ud800' }, 'reason', 'invalid_text'],
  [{ units: 60, reason: 'x', kind: 'c' }, 'kind', 'invalid_choice'],
  [{ units: 60, reason: 'x', list: [{ name: 5 }] }, 'list.0.name', 'invalid_type'],
  [null, '', 'invalid_type'],
] as const)('%j is refused at "%s" with %s', ([raw, path, code]) => {
  expect(faults(raw)).toEqual(expect.arrayContaining([expect.objectContaining({ path, code })]))
})

test('every fault is named at once, so that a form is repaired in one go', () => {
  expect(faults({ units: 0, reason: '' })).toHaveLength(2)
})

test('a body nested without end is refused before it is walked', () => {
  let deep: unknown = 'end'
  for (let i = 0; i < 5_000; i++) deep = [deep]
  expect(faults({ units: 60, reason: 'x', list: deep })).toEqual([
    expect.objectContaining({ code: 'too_deep' }),
  ])
})

test('unknown fields are dropped and defaults filled', () => {
  expect(checkInput(Shape, { units: 1, reason: 'x', isAdmin: true })).toEqual({
    units: 1,
    reason: 'x',
    kind: 'a',
  })
})

test('query strings become numbers, booleans and lists where the shape says so', () => {
  const Query = z.object({
    limit: z._default(z.int(), 25),
    mine: z.optional(z.boolean()),
    tags: z.optional(z.array(z.string())),
    search: z.optional(z.string()),
  })
  expect(
    readText(Query, { limit: '10', mine: 'true', tags: 'a', search: '12', other: '1' }),
  ).toEqual({
    limit: 10,
    mine: true,
    tags: ['a'],
    search: '12',
    other: '1',
  })
})

test('fields of the query that every object inherits are fields like any other', () => {
  const text = JSON.parse('{"constructor":"1","toString":"2","__proto__":"3"}')
  expect(readText(z.object({ limit: z.int() }), text)).toEqual(text)
})

test('an id in capitals is the same id, wherever it stands', () => {
  const id = '0192f0c1-2345-7abc-8def-0123456789ab'
  const Ids = z.object({
    one: z._default(z.optional(z.uuid()), id),
    many: z.array(z.object({ id: z.nullable(z.uuid()), name: z.string() })),
  })
  const capitals = id.toUpperCase()
  expect(checkInput(Ids, { one: capitals, many: [{ id: capitals, name: capitals }] })).toEqual({
    one: id,
    many: [{ id, name: capitals }],
  })
})
