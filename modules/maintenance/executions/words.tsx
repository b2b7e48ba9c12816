/** States and answers in words. */
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Status, type Tone } from '#web/ui/Status.tsx'
import type { Answer, Step } from '../steps/contract.ts'
import type { Execution, ExecutionState, StepState } from './contract.ts'
import type fr from './locales/fr.ts'
import { executionsTexts } from './texts.tsx'

type Words = { text: keyof typeof fr; tone: Tone }

export const stateWords = {
  planned: { text: 'executions.state.planned', tone: 'wait' },
  in_progress: { text: 'executions.state.in-progress', tone: 'busy' },
  paused: { text: 'executions.state.paused', tone: 'wait' },
  completed: { text: 'executions.state.completed', tone: 'good' },
  abandoned: { text: 'executions.state.abandoned', tone: 'off' },
  amended: { text: 'executions.state.amended', tone: 'info' },
} as const satisfies Record<ExecutionState, Words>

export const stepWords = {
  pending: { text: 'executions.step.pending', tone: 'wait' },
  active: { text: 'executions.step.active', tone: 'busy' },
  done: { text: 'executions.step.done', tone: 'good' },
  nonconform: { text: 'executions.step.nonconform', tone: 'bad' },
  skipped: { text: 'executions.step.skipped', tone: 'off' },
  blocked: { text: 'executions.step.blocked', tone: 'off' },
} as const satisfies Record<StepState, Words>

type Shown = Pick<Execution, 'state' | 'isLate'>

export function ExecutionStatus({ of: { state, isLate } }: { of: Shown }) {
  const text = useText(executionsTexts)
  const { text: key, tone } = stateWords[state]
  return (
    <Status tone={isLate ? 'bad' : tone}>{isLate ? text('executions.late') : text(key)}</Status>
  )
}

/** What was answered, as it is read aloud. */
export function useAnswerWords() {
  const text = useText(executionsTexts)
  const { number } = useFormat()
  return (answer: Answer, { validation }: Pick<Step, 'validation'>): string => {
    switch (answer.kind) {
      case 'measure':
        return validation.kind === 'measure'
          ? `${number(answer.value)} ${validation.unit}`
          : number(answer.value)
      case 'choice': {
        const options = validation.kind === 'choice' ? validation.options : []
        return options.find((it) => it.key === answer.option)?.text ?? answer.option
      }
      case 'checklist': {
        const items = validation.kind === 'checklist' ? validation.items : []
        return text('executions.checked', { checked: answer.checked.length, items: items.length })
      }
      case 'text':
        return answer.text
      case 'signature':
        return text('executions.signed', { name: answer.name })
      case 'scan':
        return answer.code
      case 'aiCheck':
        return text(answer.isFine ? 'executions.fine' : 'executions.not-fine')
    }
  }
}
