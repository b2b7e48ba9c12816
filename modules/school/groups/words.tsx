import type { Tone } from '#web/ui/Status.tsx'
import type { GroupState, ParticipantState } from './contract.ts'
import type fr from './locales/fr.ts'

type Key = keyof typeof fr

export const groupWords = {
  draft: { text: 'groups.state.draft', tone: 'wait' },
  open: { text: 'groups.state.open', tone: 'info' },
  closed: { text: 'groups.state.closed', tone: 'good' },
  cancelled: { text: 'groups.state.cancelled', tone: 'off' },
  expired: { text: 'groups.state.expired', tone: 'off' },
} as const satisfies Record<GroupState, { text: Key; tone: Tone }>

export const answerWords = {
  invited: { text: 'groups.answer.invited', tone: 'wait' },
  confirmed: { text: 'groups.answer.confirmed', tone: 'good' },
  declined: { text: 'groups.answer.declined', tone: 'off' },
} as const satisfies Record<ParticipantState, { text: Key; tone: Tone }>
