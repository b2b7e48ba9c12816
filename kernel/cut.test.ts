import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { cutTo } from './cut.ts'
import { Instant } from './time.ts'

const Person = z.object({ id: z.uuid(), name: z.string() })
const Reply = z.object({
  id: z.uuid(),
  units: z.int(),
  ratio: z.number(),
  title: z.string().check(z.maxLength(5)),
  state: z.enum(['open', 'closed']),
  done: z.boolean(),
  at: Instant,
  until: z.nullable(Instant),
  day: z.nullable(z.iso.date()),
  owner: z.nullable(Person),
  note: z.optional(z.string()),
  people: z.array(Person),
  facts: z.record(z.string(), z.unknown()),
})

const id = '01a1fc88-2fe4-7ea1-b791-3676f23e507d'
const whole = {
  id,
  units: 3,
  ratio: 0.5,
  title: 'short',
  state: 'open',
  done: false,
  at: new Date(0),
  until: null,
  day: '2026-11-21',
  owner: { id, name: 'Ana', passwordHash: 'secret' },
  note: 'kept',
  people: [{ id, name: 'Bob', email: 'bob@exemple.test' }],
  facts: { any: 1 },
  secret: 'not promised',
}

test('what is not promised does not leave, at any depth', () => {
  const cut = cutTo(Reply, whole)
  expect(cut).toEqual(z.parse(Reply, whole))
  expect(JSON.stringify(cut)).not.toMatch(/secret|bob@/)
})

test('a value that breaks its promise is an error', () => {
  for (const broken of [{ units: 1.5 }, { id: 'no uuid' }, { state: 'ajar' }, { at: 'soon' }])
    expect(() => cutTo(Reply, { ...whole, ...broken })).toThrow()
})

test('agrees with zod whatever comes, absent fields included', () => {
  const odd = fc.oneof(
    fc.constantFrom(undefined, null, '', id, 'open', NaN, Infinity, -0, 2 ** 53, new Date(NaN)),
    fc.constantFrom(new Date(8.64e15), new Date(-1e14), '2026-11-21T00:00:00.000Z', [], {}, [
      whole,
    ]),
    fc.anything({ withDate: true }),
  )
  const change = fc.record(Object.fromEntries(Object.keys(whole).map((name) => [name, odd])), {
    requiredKeys: [],
  })
  const attempt = (work: () => unknown) => {
    try {
      return { value: work() }
    } catch {
      return 'refused'
    }
  }
  fc.assert(
    fc.property(change, fc.subarray(Object.keys(whole)), fc.boolean(), (changes, gone, few) => {
      const some = few ? Object.fromEntries(Object.entries(changes).slice(0, 1)) : changes
      const value: Record<string, unknown> = { ...whole, ...some }
      if (!few) for (const name of gone) delete value[name]
      const expected = attempt(() => z.parse(Reply, value))
      expect(attempt(() => cutTo(Reply, value))).toStrictEqual(expected)
    }),
    { numRuns: 2000 },
  )
})
