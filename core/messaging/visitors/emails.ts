/** Mails to people outside: a code, and that an answer waits. What was said is never in them, and no note can be. */
import { letter, wordsOf } from '#core/mail/api.ts'
import type { WorkspaceFacts } from '#kernel/module.ts'
import type { Language } from '#kernel/text.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'

const words = wordsOf<typeof fr>({ fr, nl, en })

type CodeMail = { language: Language; code: string; subject: string | null; house: WorkspaceFacts }

export function codeMail({ language, code, subject, house }: CodeMail) {
  const say = words(language)
  const facts = { code, house: house.name, subject: subject ?? '' }
  return letter({
    locale: language,
    house,
    subject: say('visitors.mail.code.subject', facts),
    paragraphs: [
      say(subject ? 'visitors.mail.code.wrote' : 'visitors.mail.code.asked', facts),
      code,
      say('visitors.mail.code.life'),
    ],
    footnote: say('visitors.mail.code.not-you', facts),
  })
}

type AnswerMail = {
  language: Language
  name: string
  subject: string
  house: WorkspaceFacts
  url: string
}

export function answerMail({ language, name, subject, house, url }: AnswerMail) {
  const say = words(language)
  const facts = { name, subject, house: house.name }
  return letter({
    locale: language,
    house,
    subject: say('visitors.mail.answer.subject', facts),
    paragraphs: [say('visitors.mail.answer.hello', facts), say('visitors.mail.answer.text', facts)],
    action: { label: say('visitors.mail.answer.action'), url },
    footnote: say('visitors.mail.answer.because', facts),
  })
}
