/** The field of a step, by how it is proved. */
import { later } from '#web/later.tsx'
import type { StepStanding } from '../../executions/contract.ts'
import type { Answer, Step } from '../../steps/contract.ts'
import type { StepDraft } from '../drafting.tsx'
import type { FieldStore } from '../store.tsx'
import { CheckField, ChecklistField, ChoiceField } from './choices.tsx'
import { MeasureField } from './MeasureField.tsx'
import { TextAnswer } from './TextAnswer.tsx'

const ScanField = later(() => import('./ScanField.tsx').then((it) => it.ScanField))
const SignatureField = later(() => import('./SignatureField.tsx').then((it) => it.SignatureField))
const TimerField = later(() => import('./TimerField.tsx').then((it) => it.TimerField))

type AnswerFieldProps = {
  step: Step
  executionId: string
  standing: StepStanding
  draft: StepDraft
  store: FieldStore
  isOff: boolean
}

/** What every field of an answer is given. */
export type FieldOf<Kind extends Step['validation']['kind']> = {
  validation: Extract<Step['validation'], { kind: Kind }>
  answer: Extract<Answer, { kind: Kind }> | null
  draft: StepDraft
  isOff: boolean
}

export function AnswerField({ step, draft, isOff, ...rest }: AnswerFieldProps) {
  const { validation } = step
  const common = { draft, isOff }
  const said = <Kind extends Answer['kind']>(kind: Kind) =>
    draft.answer?.kind === kind ? (draft.answer as Extract<Answer, { kind: Kind }>) : null
  switch (validation.kind) {
    case 'measure':
      return <MeasureField {...common} validation={validation} answer={said('measure')} />
    case 'choice':
      return <ChoiceField {...common} validation={validation} answer={said('choice')} />
    case 'checklist':
      return <ChecklistField {...common} validation={validation} answer={said('checklist')} />
    case 'text':
      return <TextAnswer {...common} validation={validation} answer={said('text')} />
    case 'signature':
      return <SignatureField {...common} validation={validation} answer={said('signature')} />
    case 'scan':
      return <ScanField {...common} validation={validation} answer={said('scan')} />
    case 'aiCheck':
      return <CheckField {...common} validation={validation} answer={said('aiCheck')} />
    case 'timer':
      return <TimerField validation={validation} isOff={isOff} stepKey={step.key} {...rest} />
    default:
      return null
  }
}
