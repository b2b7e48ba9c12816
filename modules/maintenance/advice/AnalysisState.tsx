import { useText } from '#web/text.tsx'
import { Status } from '#web/ui/Status.tsx'
import type { Analysis } from './contract.ts'
import { adviceTexts } from './texts.tsx'

const tones = {
  uploaded: 'wait',
  queued: 'wait',
  analysing: 'busy',
  proposed: 'info',
  accepted: 'good',
  corrected: 'good',
  rejected: 'off',
  failed: 'off',
} as const

/** How far an analysis is, in a word. */
export function AnalysisState({ state }: Pick<Analysis, 'state'>) {
  const text = useText(adviceTexts)
  return <Status tone={tones[state]}>{text(`advice.state.${state}`)}</Status>
}
