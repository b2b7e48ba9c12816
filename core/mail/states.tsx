/** States of mails in words. */
import type { Tone } from '#web/ui/Status.tsx'
import type { SentMail } from './contract.ts'
import type fr from './locales/fr.ts'

export const states = {
  queued: ['mails.queued', 'wait'],
  sent: ['mails.sent', 'good'],
  failed: ['mails.failed', 'busy'],
  refused: ['mails.refused', 'bad'],
} as const satisfies Record<SentMail['state'], readonly [keyof typeof fr, Tone]>
