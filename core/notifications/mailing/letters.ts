/** A mail from notices: one of them said whole, or several as a list. */
import { letter, wordsOf } from '#core/mail/api.ts'
import type { WorkspaceFacts } from '#kernel/module.ts'
import type { NoticeRow } from '../tables.ts'
import { type Saying, told } from '../words.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'

const words = wordsOf<typeof fr>({ fr, nl, en })
const MOST_LISTED = 12

export type Envelope = {
  house: WorkspaceFacts
  publicUrl: string
  /** Where a person ends these mails, and where a mail program does; absent for what has to arrive. */
  unsubscribe?: { page: string; oneClick: string }
  isDigest: boolean
}

/** Undefined where none of these has words any more. */
export function noticeMail(
  rows: readonly Pick<NoticeRow, 'notice' | 'facts' | 'path'>[],
  saying: Saying,
  { house, publicUrl, unsubscribe, isDigest }: Envelope,
) {
  const { locale } = saying
  const say = words(locale)
  const place = `${publicUrl}/app/${house.slug}`
  const all = rows.flatMap((row) => {
    const words = told(row, saying)
    return words ? [{ ...words, url: `${place}${row.path}` }] : []
  })
  const [first] = all
  if (!first) return undefined
  const facts = { house: house.name }
  const footnote = say(unsubscribe ? 'notices.mail.why' : 'notices.mail.legal', facts)
  const links = unsubscribe
    ? [
        { label: say('notices.mail.choose'), url: `${place}/notifications/preferences` },
        { label: say('notices.mail.unsubscribe'), url: unsubscribe.page },
      ]
    : []
  const frame = { locale, house, footnote, links }
  if (all.length === 1 && !isDigest) {
    const { title, body, action, url } = first
    return letter({
      ...frame,
      subject: title,
      paragraphs: body ? body.split('\n\n') : [],
      action: { label: action ?? say('notices.mail.open'), url },
    })
  }
  const count = all.length - MOST_LISTED
  return letter({
    ...frame,
    subject: isDigest
      ? say('notices.mail.digest', facts)
      : say('notices.mail.several', { ...facts, count: all.length }),
    title: say(isDigest ? 'notices.mail.digest-title' : 'notices.mail.several-title'),
    paragraphs: count > 0 ? [say('notices.mail.further', { count })] : [],
    items: all.slice(0, MOST_LISTED).map(({ title, body, url }) => ({ title, text: body, url })),
    action: { label: say('notices.mail.open-all'), url: `${place}/notifications` },
  })
}
