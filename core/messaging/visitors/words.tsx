/** How the states of a visitor's conversation are called and coloured. */
import type { Tone } from '#web/ui/Status.tsx'
import type { VisitorState } from './rules.ts'

export const stateWords = {
  waiting: { text: 'visitors.state.waiting', own: 'visitors.own.waiting', tone: 'wait' },
  answered: { text: 'visitors.state.answered', own: 'visitors.own.answered', tone: 'good' },
  closed: { text: 'visitors.state.closed', own: 'visitors.own.closed', tone: 'off' },
  spam: { text: 'visitors.state.spam', own: 'visitors.own.waiting', tone: 'bad' },
} as const satisfies Record<VisitorState, { text: string; own: string; tone: Tone }>
