/** What the mails of the account area say. */
import { letter, wordsOf } from '#core/mail/api.ts'
import { CHANGE_HOURS } from '../moving/contract.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'

const words = wordsOf<typeof fr>({ fr, nl, en })

type Addressee = { name: string; locale: string }
type Change = Addressee & { side: 'old' | 'new'; to: string; url: string }

export function addressLetter({ name, locale, side, to, url }: Change) {
  const say = words(locale)
  const why = side === 'old' ? say('address.mail.old', { to }) : say('address.mail.new', { to })
  return letter({
    locale,
    subject: say('address.mail.subject'),
    paragraphs: [
      say('account.mail.hello', { name }),
      why,
      say('address.mail.both', { hours: CHANGE_HOURS }),
    ],
    action: { label: say('address.mail.action'), url },
    footnote: say('address.mail.ignore'),
  })
}

export function knownLetter({ name, locale, url }: Addressee & { url: string }) {
  const say = words(locale)
  return letter({
    locale,
    subject: say('address.mail.known.subject'),
    paragraphs: [say('account.mail.hello', { name }), say('address.mail.known.why')],
    action: { label: say('address.mail.known.action'), url },
    footnote: say('address.mail.known.ignore'),
  })
}

export function farewellLetter({ name, locale }: Addressee) {
  const say = words(locale)
  return letter({
    locale,
    subject: say('leaving.mail.farewell.subject'),
    paragraphs: [
      say('account.mail.hello', { name }),
      say('leaving.mail.farewell.what'),
      say('leaving.mail.farewell.kept'),
    ],
    footnote: say('leaving.mail.farewell.note'),
  })
}

export function tokenLetter({
  name,
  locale,
  token,
  url,
}: Addressee & { token: string; url: string }) {
  const say = words(locale)
  return letter({
    locale,
    subject: say('tokens.mail.subject'),
    paragraphs: [say('account.mail.hello', { name }), say('tokens.mail.why', { token })],
    action: { label: say('tokens.mail.action'), url },
    footnote: say('tokens.mail.ignore'),
  })
}
