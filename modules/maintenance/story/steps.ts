/** Short words to write steps with: the story's procedures are read like a sheet of paper. */
import type { Step, Validation } from '../steps/contract.ts'
import { emptyStep, keyFor } from '../steps/rules.ts'

export type Told = Omit<Step, 'key'>

const { key: _, ...plain } = emptyStep('a')
const step = (title: string, instructions: string, validation: Validation): Told => ({
  ...plain,
  title,
  instructions,
  validation,
})

export const task = (title: string, how: string) => step(title, how, { kind: 'manual' })
export const photo = (title: string, how: string, min = 1, max = 3) =>
  step(title, how, { kind: 'photo', min, max })
export const measure = (
  title: string,
  how: string,
  unit: string,
  min: number | null,
  max: number | null,
  instrument: string,
) => step(title, how, { kind: 'measure', unit, min, max, instrument })
/** What is wrong comes after what is right. */
export const choice = (title: string, how: string, right: string[], wrong: string[] = []) =>
  step(title, how, {
    kind: 'choice',
    options: [...right, ...wrong].map((text, i) => ({
      key: `option-${i + 1}`,
      text,
      isNonconform: i >= right.length,
    })),
  })
export const checklist = (title: string, how: string, ...items: string[]) =>
  step(title, how, {
    kind: 'checklist',
    items: items.map((text, i) => ({ key: `item-${i + 1}`, text })),
  })
export const note = (title: string, how: string) => step(title, how, { kind: 'text' })
export const sign = (title: string, signer: string) =>
  step(title, '', { kind: 'signature', signer })
export const scan = (title: string, how: string) => step(title, how, { kind: 'scan', expected: '' })
export const wait = (title: string, how: string, minutes: number) =>
  step(title, how, { kind: 'timer', seconds: minutes * 60 })
export const look = (title: string, how: string, question: string) =>
  step(title, how, { kind: 'aiCheck', question })

/** Nothing after it begins before. */
export const gate = (it: Told): Told => ({ ...it, isGate: true, isCritical: true })
export const critical = (it: Told): Told => ({ ...it, isCritical: true })
export const optional = (it: Told): Told => ({ ...it, isRequired: false, isSkippable: true })
export const why = (description: string, it: Told): Told => ({ ...it, description })

/** With keys made of their titles, as the builder makes them. */
export function keyed(steps: readonly Told[]): Step[] {
  const taken = new Set<string>()
  return steps.map((it) => {
    const key = keyFor(it.title, taken)
    taken.add(key)
    return { ...it, key }
  })
}

export type Sheet = {
  title: string
  description: string
  category: string
  tags: string[]
  equipment: string[]
  steps: Told[]
  /** The next version, where there is one: what has changed, and its steps. */
  revised?: { note: string; steps: Told[] }
  fate?: 'archived'
}

/** Above every sheet of the story: its values are examples. */
export const BANNER =
  'Exemple de démonstration, à valider par une personne qualifiée avant tout usage sur site.'
