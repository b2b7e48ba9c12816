import type { Tone } from '#web/ui/Status.tsx'
import type { TipState } from './contract.ts'
import type fr from './locales/fr.ts'

export const tipStates = {
  proposed: { text: 'tips.state.proposed', tone: 'wait' },
  published: { text: 'tips.state.published', tone: 'good' },
  declined: { text: 'tips.state.declined', tone: 'off' },
  withdrawn: { text: 'tips.state.withdrawn', tone: 'off' },
} as const satisfies Record<TipState, { text: keyof typeof fr; tone: Tone }>
