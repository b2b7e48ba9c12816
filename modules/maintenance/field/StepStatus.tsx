/** The state of a step: a dot and a word. */
import { useText } from '#web/text.tsx'
import { Status, type Tone } from '#web/ui/Status.tsx'
import type { StepStanding } from '../executions/contract.ts'
import { fieldTexts } from './texts.tsx'

const tones: Record<StepStanding['state'], Tone> = {
  pending: 'wait',
  active: 'busy',
  done: 'good',
  nonconform: 'bad',
  skipped: 'off',
  blocked: 'off',
}

export function StepStatus({ standing }: { standing: StepStanding }) {
  const text = useText(fieldTexts)
  const { state, conflicts } = standing
  const said = {
    pending: text('fieldwork.step.pending'),
    active: text('fieldwork.step.active'),
    done: text('fieldwork.step.done'),
    nonconform: text('fieldwork.step.nonconform'),
    skipped: text('fieldwork.step.skipped'),
    blocked: text('fieldwork.step.blocked'),
  }
  return (
    <Status tone={conflicts.length > 0 ? 'bad' : tones[state]}>
      {conflicts.length > 0 ? text('fieldwork.step.conflict') : said[state]}
    </Status>
  )
}
