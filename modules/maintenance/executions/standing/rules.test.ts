import { expect, test } from 'vitest'
import type { Step } from '../../steps/contract.ts'
import type { ExecutionEvent, Happening } from '../contract.ts'
import { workingMs } from '../rules.ts'
import { inOrder, standings } from './rules.ts'

const step = (key: string, more: Partial<Step> = {}): Step => ({
  key,
  title: key,
  description: '',
  instructions: '',
  validation: { kind: 'manual' },
  isGate: false,
  isCritical: false,
  isRequired: true,
  isSkippable: true,
  isPhotoExempt: false,
  fileIds: [],
  sourcePage: null,
  ...more,
})
const steps = [
  step('gate', { isGate: true }),
  step('riso', { validation: { kind: 'measure', unit: 'MΩ', min: 1, max: 9, instrument: '' } }),
  step('wait', { validation: { kind: 'timer', seconds: 60 } }),
]
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** A device with a clock of its own, in minutes. */
function device(n: number) {
  let sequence = 0
  return (minute: number, what: Happening): ExecutionEvent => ({
    id: uuid(n * 1000 + ++sequence),
    deviceId: uuid(n),
    sequence,
    deviceAt: new Date(Date.UTC(2026, 10, 21, 9, minute)).toISOString(),
    steadyMs: minute * 60_000,
    what,
  })
}
const riso = (value: number, base: string | null = null): Happening => ({
  kind: 'answered',
  stepKey: 'riso',
  answer: { kind: 'measure', value },
  base,
})
const say = (kind: 'done' | 'nonconform', stepKey: string): Happening => ({ kind, stepKey })

/** Every order in which a handful of events may arrive. */
function* orders<T>(all: readonly T[]): Generator<T[]> {
  if (all.length === 0) yield []
  for (const [i, first] of all.entries())
    for (const rest of orders(all.toSpliced(i, 1))) yield [first, ...rest]
}

test('A.6-4 whatever order the events of two devices arrive in, they come to the same', () => {
  const [one, two] = [device(1), device(2)]
  const first = one(2, riso(3))
  const events = [
    one(1, say('done', 'gate')),
    first,
    one(9, riso(4, first.id)),
    two(3, riso(5)),
    two(4, { kind: 'commented', stepKey: 'riso', text: 'Humide', base: null }),
    two(5, say('nonconform', 'riso')),
  ]
  const seen = new Set<string>()
  for (const order of orders(events)) seen.add(JSON.stringify(standings(steps, order, [])))
  expect(seen.size).toBe(1)
  const [, standing] = standings(steps, events, [])
  expect(standing).toMatchObject({
    state: 'nonconform',
    answer: { value: 4 },
    comment: 'Humide',
    conflicts: ['answer'],
    lacks: ['evidence', 'conflict'],
  })
})

test('a clock set back does not turn the order of one device round', () => {
  const one = device(1)
  const events = [one(10, say('done', 'gate')), one(2, riso(3)), one(3, riso(4))]
  expect(inOrder(events.toReversed())).toEqual(events)
})

test('the same value from two devices is no conflict', () => {
  const events = [device(1)(1, riso(3)), device(2)(2, riso(3))]
  expect(standings(steps, events, [])[1]).toMatchObject({ conflicts: [], answer: { value: 3 } })
})

test('T-A18 a timer has run by the steady clock or it has not; the device’s time of day proves nothing', () => {
  const one = device(1)
  const started = one(1, { kind: 'timer-started', stepKey: 'wait' })
  const early = one(59, { kind: 'timer-ended', stepKey: 'wait', elapsedMs: 59_999 })
  const open = one(0, say('done', 'gate'))
  const claim = one(59, say('done', 'wait'))
  const lacking = standings(steps, [started, early, open, claim], [])[2]
  expect(lacking).toMatchObject({ state: 'active', lacks: ['timer'] })
  const late = one(59, { kind: 'timer-ended', stepKey: 'wait', elapsedMs: 60_000 })
  const waited = standings(steps, [started, early, open, claim, late], [])[2]
  expect(waited).toMatchObject({ state: 'done', lacks: [] })
})

test('a gate that is not done shuts what comes after it, and opened again it shuts it again', () => {
  const one = device(1)
  const events = [one(1, say('nonconform', 'gate'))]
  expect(standings(steps, events, []).map((it) => it.state)).toEqual([
    ...['nonconform', 'blocked', 'blocked'],
  ])
})

test('overlapping times of work are counted once, pauses not at all', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 9, minute))
  const spans = [
    { startedAt: at(0), endedAt: at(10) },
    { startedAt: at(5), endedAt: at(20) },
    { startedAt: at(30), endedAt: null },
  ]
  expect(workingMs(spans, at(40))).toBe(30 * 60_000)
})
