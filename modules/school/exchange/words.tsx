/** What the states of a transfer are called, and how they look. */
import type { Tone } from '#web/ui/Status.tsx'
import type fr from '../locales/fr.ts'
import type { Transfer, TransferState } from './contract.ts'

type Key = keyof typeof fr

export const stateWords = {
  pending: { text: 'exchange.state.pending', tone: 'wait' },
  completed: { text: 'exchange.state.completed', tone: 'good' },
  rejected: { text: 'exchange.state.rejected', tone: 'bad' },
  cancelled: { text: 'exchange.state.cancelled', tone: 'off' },
  expired: { text: 'exchange.state.expired', tone: 'off' },
  reversed: { text: 'exchange.state.reversed', tone: 'info' },
} as const satisfies Record<TransferState, { text: Key; tone: Tone }>

/** What a transfer is, seen from the reader's side: «Merci à Bob», «Demande de Cloé». */
export const titleWords = {
  payment: { out: 'exchange.thanks-to', in: 'exchange.thanks-from' },
  request: { out: 'exchange.request-from', in: 'exchange.request-to' },
  grant: { out: 'exchange.kind.grant', in: 'exchange.kind.grant' },
  return: { out: 'exchange.kind.return', in: 'exchange.kind.return' },
  reversal: { out: 'exchange.kind.reversal', in: 'exchange.kind.reversal' },
  adjustment: { out: 'exchange.kind.adjustment', in: 'exchange.kind.adjustment' },
  'write-off': { out: 'exchange.kind.write-off', in: 'exchange.kind.write-off' },
} as const satisfies Record<Transfer['kind'], Record<'out' | 'in', Key>>
