/** What states, kinds of steps, fields and faults are called. */
import {
  IconAbc,
  IconCamera,
  IconCheck,
  IconHourglass,
  IconListCheck,
  IconListDetails,
  IconQrcode,
  IconRuler2,
  IconSignature,
  IconSparkles,
} from '@tabler/icons-react'
import type { Icon } from '#web/pages.tsx'
import { useText } from '#web/text.tsx'
import type { Tone } from '#web/ui/Status.tsx'
import type { StepKind } from '../steps/contract.ts'
import type fr from '../locales/fr.ts'
import { maintenanceTexts } from '../texts.tsx'
import type { Fault, VersionState } from './contract.ts'

type Key = keyof typeof fr

export const versionStates = {
  draft: { text: 'procedures.state.draft', tone: 'off' },
  in_review: { text: 'procedures.state.in-review', tone: 'wait' },
  published: { text: 'procedures.state.published', tone: 'good' },
  superseded: { text: 'procedures.state.superseded', tone: 'off' },
  retracted: { text: 'procedures.state.retracted', tone: 'bad' },
} as const satisfies Record<VersionState, { text: Key; tone: Tone }>

export const kindWords = {
  manual: { text: 'steps.kind.manual', hint: 'steps.kind.manual-hint', icon: IconCheck },
  photo: { text: 'steps.kind.photo', hint: 'steps.kind.photo-hint', icon: IconCamera },
  measure: { text: 'steps.kind.measure', hint: 'steps.kind.measure-hint', icon: IconRuler2 },
  choice: { text: 'steps.kind.choice', hint: 'steps.kind.choice-hint', icon: IconListDetails },
  checklist: {
    text: 'steps.kind.checklist',
    hint: 'steps.kind.checklist-hint',
    icon: IconListCheck,
  },
  text: { text: 'steps.kind.text', hint: 'steps.kind.text-hint', icon: IconAbc },
  signature: {
    text: 'steps.kind.signature',
    hint: 'steps.kind.signature-hint',
    icon: IconSignature,
  },
  scan: { text: 'steps.kind.scan', hint: 'steps.kind.scan-hint', icon: IconQrcode },
  timer: { text: 'steps.kind.timer', hint: 'steps.kind.timer-hint', icon: IconHourglass },
  aiCheck: { text: 'steps.kind.ai-check', hint: 'steps.kind.ai-check-hint', icon: IconSparkles },
} as const satisfies Record<StepKind, { text: Key; hint: Key; icon: Icon }>

export const faultWords = {
  'no-steps': 'procedures.fault.no-steps',
  'unit-missing': 'procedures.fault.unit-missing',
  'bounds-crossed': 'procedures.fault.bounds-crossed',
  'photos-crossed': 'procedures.fault.photos-crossed',
  'items-doubled': 'procedures.fault.items-doubled',
  'gate-skippable': 'procedures.fault.gate-skippable',
} as const satisfies Record<Fault['code'], Key>

const fieldWords = {
  title: 'steps.field.title',
  description: 'steps.field.description',
  instructions: 'steps.field.instructions',
  category: 'procedures.category',
  tags: 'procedures.tags',
  equipment: 'procedures.equipment',
  kind: 'steps.field.kind',
  photos: 'steps.field.photos',
  bounds: 'steps.field.bounds',
  unit: 'steps.field.unit',
  instrument: 'steps.field.instrument',
  options: 'steps.field.options',
  items: 'steps.field.items',
  signer: 'steps.field.signer',
  expected: 'steps.field.expected',
  seconds: 'steps.field.seconds',
  question: 'steps.field.question',
  isGate: 'steps.field.gate',
  isCritical: 'steps.field.critical',
  isRequired: 'steps.field.required',
  isSkippable: 'steps.field.skippable',
  isPhotoExempt: 'steps.field.photo-exempt',
  files: 'steps.field.files',
} as const satisfies Record<string, Key>

const isField = (word: string): word is keyof typeof fieldWords => word in fieldWords

/** What a field of a comparison is called. */
export function useFieldText() {
  const text = useText(maintenanceTexts)
  return (field: string) => (isField(field) ? text(fieldWords[field]) : field)
}

const isKind = (word: string): word is StepKind => word in kindWords

/** A kind by its word of the code: «measure» → «Mesure». */
export function useKindText() {
  const text = useText(maintenanceTexts)
  return (word: string) => (isKind(word) ? text(kindWords[word].text) : word)
}
