/** A part's own catalogue, for its mails: keys and languages are checked by types. */
import { type Catalogues, Sentences } from '#kernel/sentences.ts'
import type { KeyOf } from '#kernel/text.ts'

export type Words<French> = (
  key: KeyOf<French> & string,
  facts?: Record<string, string | number>,
) => string

/** `const words = wordsOf<typeof fr>({ fr, nl, en })`, then `words(locale)('part.key', facts)`. */
export function wordsOf<French>(catalogues: Catalogues): (locale: string) => Words<French> {
  const sentences = new Sentences([catalogues])
  return (locale) =>
    (key, facts = {}) => {
      const sentence = sentences.say(locale, key, facts)
      if (sentence === undefined) throw new Error(`no words for ${key}`)
      return sentence
    }
}
