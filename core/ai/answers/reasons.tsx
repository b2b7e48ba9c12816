/** Why an answer was not finished, or a model not accepted, as a sentence. */
import type { KeyOf } from '#kernel/text.ts'
import type fr from '../locales/fr.ts'

type Key = KeyOf<typeof fr>
const reasons: Record<string, Key> = {
  credits: 'ai.reason-credits',
  'day-budget': 'ai.reason-day-budget',
  'person-budget': 'ai.reason-person-budget',
  refused: 'ai.reason-refused',
  stopped: 'ai.reason-stopped',
  cut: 'ai.reason-cut',
  stalled: 'ai.reason-stalled',
  restart: 'ai.reason-restart',
  unreachable: 'ai.reason-unreachable',
  'key-refused': 'ai.reason-key-refused',
  'too-often': 'ai.reason-too-often',
  'no-such-model': 'ai.reason-no-such-model',
  'address-refused': 'ai.reason-address-refused',
  nonsense: 'ai.reason-nonsense',
}

export const reasonKey = (reason: string): Key => reasons[reason] ?? 'ai.reason-fault'
