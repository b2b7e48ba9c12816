import { letter, wordsOf } from '#core/mail/api.ts'
import en from '../locales/en.ts'
import fr from '../locales/fr.ts'
import nl from '../locales/nl.ts'

export const words = wordsOf<typeof fr>({ fr, nl, en })

export type Occasion = 'proposed' | 'requested' | 'completed' | 'rejected'
export type TransferNews = {
  /** The other person. */
  name: string
  units: number
  reason: string
  school: string
  /** Where the transfer can be answered. */
  url: string
}

const keys = {
  proposed: ['exchange.mail.proposed.subject', 'exchange.mail.proposed.text'],
  requested: ['exchange.mail.requested.subject', 'exchange.mail.requested.text'],
  completed: ['exchange.mail.completed.subject', 'exchange.mail.completed.text'],
  rejected: ['exchange.mail.rejected.subject', 'exchange.mail.rejected.text'],
} as const satisfies Record<Occasion, unknown>

/** «Ana vous remercie : 60 unités», in the reader's language. */
export function transferMail(locale: string, occasion: Occasion, news: TransferNews) {
  const say = words(locale)
  const { name, reason, school, url } = news
  const [subject, text] = keys[occasion]
  const facts = { name, units: say('exchange.units', { count: news.units }) }
  return letter({
    locale,
    subject: say(subject, facts),
    paragraphs: [say(text, facts), `« ${reason} »`],
    action: { label: say('exchange.mail.open'), url },
    footnote: school,
  })
}
