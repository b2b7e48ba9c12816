import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'notices.mail.open': 'Open',
  'notices.mail.several_one': '{house}: {count} piece of news',
  'notices.mail.several_many': '{house}: {count} pieces of news',
  'notices.mail.several_other': '{house}: {count} pieces of news',
  'notices.mail.several-title': 'Here is what is waiting for you',
  'notices.mail.digest': '{house}: your summary',
  'notices.mail.digest-title': 'Here is what you have not read yet',
  'notices.mail.open-all': 'See everything',
  'notices.mail.further_one': 'And {count} more.',
  'notices.mail.further_many': 'And {count} more.',
  'notices.mail.further_other': 'And {count} more.',
  'notices.mail.why': '{house} writes to you because you belong to it.',
  'notices.mail.legal':
    '{house} writes to you because you belong to it. This message has to reach you; it cannot be switched off.',
  'notices.mail.choose': 'Choose my mails',
  'notices.mail.unsubscribe': 'Stop these mails',
} as const satisfies Like<typeof fr>
