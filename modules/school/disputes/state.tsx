import { useText } from '#web/text.tsx'
import { Status, type Tone } from '#web/ui/Status.tsx'
import type { DisputeState as State } from './contract.ts'
import type fr from './locales/fr.ts'
import { disputesTexts } from './texts.tsx'

export const states = {
  open: { text: 'disputes.state.open', tone: 'bad' },
  mediated: { text: 'disputes.state.mediated', tone: 'busy' },
  kept: { text: 'disputes.state.kept', tone: 'good' },
  reversed: { text: 'disputes.state.reversed', tone: 'info' },
  adjusted: { text: 'disputes.state.adjusted', tone: 'info' },
} as const satisfies Record<State, { text: keyof typeof fr; tone: Tone }>

export function DisputeState({ state }: { state: State }) {
  const text = useText(disputesTexts)
  const { text: key, tone } = states[state]
  return <Status tone={tone}>{text(key)}</Status>
}
