import { useText } from '#web/text.tsx'
import { Status } from '#web/ui/Status.tsx'
import type { Report } from './contract.ts'
import { reportsTexts } from './texts.tsx'

const tones = { making: 'busy', ready: 'good', failed: 'bad' } as const

/** How far a report is, in a word. */
export function ReportState({ state }: Pick<Report, 'state'>) {
  const text = useText(reportsTexts)
  return <Status tone={tones[state]}>{text(`reports.state.${state}`)}</Status>
}
