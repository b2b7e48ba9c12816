/** Notices in words: the kind's sentences with the facts written out as the reader writes them. */
import type { Notice, NoticeFact } from '#kernel/contract.ts'
import type { Part } from '#kernel/module.ts'
import type { NoticeVoice } from './contract.ts'
import type { NoticeRow } from './tables.ts'

export type Kinds = ReadonlyMap<string, Notice>

const known = new WeakMap<readonly Part[], Kinds>()

/** Every kind of notice of the product, by its name. */
export function kindsOf(parts: readonly Part[]): Kinds {
  let kinds = known.get(parts)
  if (!kinds) {
    const all = parts.flatMap((it) => it.notices ?? [])
    known.set(parts, (kinds = new Map(all.map((it) => [it.name, it]))))
  }
  return kinds
}

/** Who reads, on the workspace's clock, and the product's voice. */
export type Saying = { voice: NoticeVoice; kinds: Kinds; locale: string; timeZone: string }
export type Told = { kind: Notice; title: string; body: string; action: string | undefined }

/** Undefined where no part knows this kind any more. */
export function told(row: Pick<NoticeRow, 'notice' | 'facts'>, saying: Saying): Told | undefined {
  const kind = saying.kinds.get(row.notice)
  if (!kind) return undefined
  const facts = Object.fromEntries(
    Object.entries(row.facts as Record<string, NoticeFact>).map(([name, fact]) => [
      name,
      // A count chooses the plural, so it stays a number until the sentence is found.
      name === 'count' ? fact : written(fact, saying),
    ]),
  )
  const say = (key: string) => saying.voice.say(saying.locale, key, facts) ?? ''
  const { title, body, action } = kind.words
  const quote = facts[QUOTE] ? `«\u00A0${facts[QUOTE]}\u00A0»` : ''
  const paragraphs = [...(body ? say(body).split('\n\n') : []), quote]
  return {
    kind,
    title: say(title),
    // A fact may be empty, and with it its paragraph.
    body: paragraphs.filter((it) => it.trim()).join('\n\n'),
    action: action ? say(action) : undefined,
  }
}

/** Somebody's own words: a paragraph of their own below, in quotation marks. */
const QUOTE = 'quote'

const MOMENT = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
} as const

function written(fact: NoticeFact, { voice, locale, timeZone }: Saying): string {
  const as = locale === 'en' ? 'en-GB' : locale
  if (typeof fact === 'string') return fact
  if (typeof fact === 'number') return new Intl.NumberFormat(as).format(fact)
  if ('say' in fact) {
    const { say, count, facts } = fact
    return voice.say(locale, say, { ...facts, ...(count === undefined ? {} : { count }) }) ?? ''
  }
  if ('day' in fact)
    return new Intl.DateTimeFormat(as, { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(`${fact.day}T00:00:00Z`),
    )
  if ('at' in fact)
    return new Intl.DateTimeFormat(as, { ...MOMENT, timeZone }).format(new Date(fact.at))
  const { currency, cents } = fact
  return new Intl.NumberFormat(as, { style: 'currency', currency }).format(cents / 100)
}
