import { expect, test } from 'vitest'
import { Step, Validation } from './contract.ts'
import { differences, emptyStep, emptyValidation, keyFor } from './rules.ts'

const version = (...steps: Step[]) => ({
  title: 'Isolement',
  description: '',
  category: '',
  tags: [],
  equipment: [],
  steps,
})

test('every kind of step begins as something that may be saved', () => {
  const kinds = Validation.def.options.map((it) => it.def.shape.kind.def.values[0]!)
  expect(kinds).toHaveLength(10)
  for (const kind of kinds) {
    const validation = emptyValidation(kind)
    expect(Step.safeParse({ ...emptyStep('a', 'A'), validation })).toMatchObject({ success: true })
  }
})

test('a key is made of the title, whatever its letters, and taken once', () => {
  expect(keyFor('Vérifier l’absence de tension côté DC !', new Set())).toBe(
    'verifier-l-absence-de-tension-co',
  )
  expect(keyFor('فحص', new Set(['step']))).toBe('step-2')
  expect(keyFor('', new Set())).toBe('step')
})

test('T-A6: steps are recognised by their keys: added, removed, moved, changed word by word', () => {
  const [lock, riso, close] = ['lock', 'riso', 'close'].map((it) => emptyStep(it, it)) as Step[]
  const changed: Step = {
    ...riso!,
    instructions: 'Mesurer une minute.',
    validation: { kind: 'measure', unit: 'MΩ', min: 1, max: null, instrument: '' },
    isCritical: true,
  }
  const { fields, steps } = differences(version(lock!, riso!, close!), {
    ...version(emptyStep('gloves', 'gloves'), changed, lock!),
    tags: ['DC'],
  })
  expect(fields).toEqual([{ field: 'tags', words: [{ change: 'added', text: 'DC' }] }])
  expect(steps.map((it) => [it.key, it.change]).toSorted()).toEqual([
    ['close', 'removed'],
    ['gloves', 'added'],
    ['lock', 'moved'],
    ['riso', 'changed'],
  ])
  const measured = steps.find((it) => it.key === 'riso')!
  expect(measured.isCritical).toBe(true)
  expect(measured.fields.map((it) => it.field)).toEqual([
    'instructions',
    'kind',
    'isCritical',
    'bounds',
    'unit',
  ])
})

test('nothing differs from itself', () => {
  const same = version(emptyStep('a', 'A'), emptyStep('b', 'B'))
  const { fields, steps } = differences(same, same)
  expect([fields, steps.map((it) => it.change)]).toEqual([[], ['same', 'same']])
})
