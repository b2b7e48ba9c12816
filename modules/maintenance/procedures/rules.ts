/** The lives of procedures and versions, and what a version must be to be published: no rows, no clock, both sides. */
import { machine } from '#kernel/machine.ts'
import type { Step } from '../steps/contract.ts'
import type { Fault } from './contract.ts'

/** `system` is the publication of the next version. */
export const versionMachine = machine({
  name: 'version',
  states: ['draft', 'in_review', 'published', 'superseded', 'retracted'],
  initial: 'draft',
  moves: {
    submit: { from: ['draft'], to: 'in_review', by: ['author'] },
    takeBack: { from: ['in_review'], to: 'draft', by: ['author'] },
    sendBack: { from: ['in_review'], to: 'draft', by: ['reviewer'] },
    publish: { from: ['in_review'], to: 'published', by: ['reviewer'] },
    supersede: { from: ['published'], to: 'superseded', by: ['system'] },
    retract: { from: ['published'], to: 'retracted', by: ['reviewer'] },
  },
})

export const procedureMachine = machine({
  name: 'procedure',
  states: ['active', 'archived'],
  initial: 'active',
  moves: {
    archive: { from: ['active'], to: 'archived', by: ['reviewer'] },
    reopen: { from: ['archived'], to: 'active', by: ['reviewer'] },
  },
})

/** What is missing before a version may be read by others as the way to work. */
export function readiness(steps: readonly Step[]): Fault[] {
  if (steps.length === 0) return [{ code: 'no-steps', key: null, place: null }]
  return steps.flatMap((step, i) =>
    faultsOf(step).map((code) => ({ code, key: step.key, place: i + 1 })),
  )
}

function faultsOf({ validation: it, isGate, isSkippable }: Step): Fault['code'][] {
  const faults: Fault['code'][] = []
  if (it.kind === 'measure') {
    if (it.unit === '') faults.push('unit-missing')
    if (it.min !== null && it.max !== null && it.min > it.max) faults.push('bounds-crossed')
  }
  if (it.kind === 'photo' && it.max < it.min) faults.push('photos-crossed')
  if (it.kind === 'choice' && isDoubled(it.options)) faults.push('items-doubled')
  if (it.kind === 'checklist' && isDoubled(it.items)) faults.push('items-doubled')
  if (isGate && isSkippable) faults.push('gate-skippable')
  return faults
}

const isDoubled = (items: readonly { key: string }[]) =>
  new Set(items.map((it) => it.key)).size < items.length

/** The first key that two steps have. */
export function doubledKey(steps: readonly Step[]): string | undefined {
  const seen = new Set<string>()
  return steps.find(({ key }) => seen.size === seen.add(key).size)?.key
}
