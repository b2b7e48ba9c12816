/** A step from nothing, and what differs between two versions in a way that a person can read. Pure, both sides. */
import { stepsBetween, wordChanges } from '#core/content/contract.ts'
import type { FieldChange, StepChange } from '../procedures/contract.ts'
import type { Step, Validation } from './contract.ts'

/** A step as the first tap makes it. */
export const emptyStep = (key: string, title = ''): Step => ({
  key,
  title,
  description: '',
  instructions: '',
  validation: { kind: 'manual' },
  isGate: false,
  isCritical: false,
  isRequired: true,
  isSkippable: false,
  isPhotoExempt: false,
  fileIds: [],
  sourcePage: null,
})

/** A key that nothing else has yet: from the title, so that rows and reports can be read. */
export function keyFor(title: string, taken: ReadonlySet<string>): string {
  const plain = title
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
    .replaceAll(/^-+|-+$/g, '')
  const stem = plain || 'step'
  if (!taken.has(stem)) return stem
  for (let i = 2; ; i++) if (!taken.has(`${stem}-${i}`)) return `${stem}-${i}`
}

/** What a kind of step begins with. */
export function emptyValidation(kind: Validation['kind']): Validation {
  switch (kind) {
    case 'photo':
      return { kind, min: 1, max: 3 }
    case 'measure':
      return { kind, unit: '', min: null, max: null, instrument: '' }
    case 'choice':
      return { kind, options: [{ key: 'option', text: '…', isNonconform: false }] }
    case 'checklist':
      return { kind, items: [{ key: 'item', text: '…' }] }
    case 'signature':
      return { kind, signer: '' }
    case 'scan':
      return { kind, expected: '' }
    case 'timer':
      return { kind, seconds: 300 }
    case 'aiCheck':
      return { kind, question: '…' }
    default:
      return { kind }
  }
}

type Written = {
  title: string
  description: string
  category: string
  tags: readonly string[]
  equipment: readonly string[]
  steps: readonly Step[]
}

/** Field by field, word by word, and step by step along their keys. */
export function differences(before: Written, after: Written) {
  return { fields: fieldsOf(texts(before), texts(after)), steps: stepChanges(before, after) }
}

function stepChanges(before: Written, after: Written): StepChange[] {
  const was = new Map(before.steps.map((it, i) => [it.key, { step: it, place: i + 1 }]))
  const is = new Map(after.steps.map((it, i) => [it.key, { step: it, place: i + 1 }]))
  // Who stands in the longest common order has stayed; the others of both lists were moved.
  const way = stepsBetween(before.steps, after.steps, (it) => it.key)
  const stayed = new Set(way.filter((it) => it.change === 'same').map((it) => it.item.key))
  return way.flatMap(({ change, item: { key } }): StepChange[] => {
    const [old, fresh] = [was.get(key), is.get(key)]
    if (!fresh) return [lone('removed', old!.step, old!.place, null)]
    if (!old) return [lone('added', fresh.step, null, fresh.place)]
    // A step that was moved is told where it stands now.
    if (change === 'removed') return []
    const fields = fieldsOf(stepTexts(old.step), stepTexts(fresh.step))
    return [
      {
        change: fields.length > 0 ? 'changed' : stayed.has(key) ? 'same' : 'moved',
        key,
        title: fresh.step.title,
        from: old.place,
        to: fresh.place,
        isCritical: old.step.isCritical || fresh.step.isCritical,
        fields,
      },
    ]
  })
}

const lone = (
  change: 'added' | 'removed',
  { key, title, isCritical }: Step,
  from: number | null,
  to: number | null,
): StepChange => ({ change, key, title, from, to, isCritical, fields: [] })

function fieldsOf(before: Record<string, string>, after: Record<string, string>): FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names
    .filter((it) => (before[it] ?? '') !== (after[it] ?? ''))
    .map((field) => ({ field, words: wordChanges(before[field] ?? '', after[field] ?? '') }))
}

const texts = ({ title, description, category, tags, equipment }: Written) => ({
  title,
  description,
  category,
  tags: tags.join(', '),
  equipment: equipment.join(', '),
})

const MARK = '✓'
const mark = (is: boolean) => (is ? MARK : '')

const stepTexts = (step: Step): Record<string, string> => ({
  title: step.title,
  description: step.description,
  instructions: step.instructions,
  ...validationTexts(step.validation),
  isGate: mark(step.isGate),
  isCritical: mark(step.isCritical),
  isRequired: mark(step.isRequired),
  isSkippable: mark(step.isSkippable),
  isPhotoExempt: mark(step.isPhotoExempt),
  files: step.fileIds.length === 0 ? '' : `${step.fileIds.length}`,
})

/** What proves it, as lines that can be compared; the kind is a word of the code, said by the page. */
function validationTexts(it: Validation): Record<string, string> {
  const { kind } = it
  switch (it.kind) {
    case 'photo':
      return { kind, photos: `${it.min}–${it.max}` }
    case 'measure': {
      const bounds = `${it.min ?? '…'} – ${it.max ?? '…'}`
      return { kind, bounds, unit: it.unit, instrument: it.instrument }
    }
    case 'choice':
      return {
        kind,
        options: it.options.map((one) => `${one.text}${one.isNonconform ? ' ✗' : ''}`).join('\n'),
      }
    case 'checklist':
      return { kind, items: it.items.map((one) => one.text).join('\n') }
    case 'signature':
      return { kind, signer: it.signer }
    case 'scan':
      return { kind, expected: it.expected }
    case 'timer':
      return { kind, seconds: `${it.seconds / 60} min` }
    case 'aiCheck':
      return { kind, question: it.question }
    default:
      return { kind }
  }
}
