/** The one mail that asks a visitor for something: how content they are with the answer. */
import { letter, wordsOf } from '#core/mail/api.ts'
import type { WorkspaceFacts } from '#kernel/module.ts'
import type { Language } from '#kernel/text.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'

const words = wordsOf<typeof fr>({ fr, nl, en })

type RatingMail = {
  language: Language
  name: string
  number: number
  title: string
  house: WorkspaceFacts
  url: string
}

export function ratingMail({ language, name, number, title, house, url }: RatingMail) {
  const say = words(language)
  const facts = { name, number, title, house: house.name }
  return letter({
    locale: language,
    house,
    subject: say('rating.mail.subject', facts),
    paragraphs: [
      say('rating.mail.hello', facts),
      say('rating.mail.text', facts),
      say('rating.mail.life'),
    ],
    action: { label: say('rating.mail.action'), url },
    footnote: say('rating.mail.because', facts),
  })
}
