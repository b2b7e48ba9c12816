import { useText } from '#web/text.tsx'
import { Status, type Tone } from '#web/ui/Status.tsx'
import type { MembershipState as State } from './contract.ts'
import type fr from './locales/fr.ts'
import { membershipTexts } from './texts.tsx'

export const states = {
  invited: { text: 'membership.state.invited', tone: 'wait' },
  active: { text: 'membership.state.active', tone: 'good' },
  suspended: { text: 'membership.state.suspended', tone: 'bad' },
  leaving: { text: 'membership.state.leaving', tone: 'busy' },
  left: { text: 'membership.state.left', tone: 'off' },
} as const satisfies Record<State, { text: keyof typeof fr; tone: Tone }>

export function MembershipState({ state }: { state: State }) {
  const text = useText(membershipTexts)
  const { text: key, tone } = states[state]
  return <Status tone={tone}>{text(key)}</Status>
}
