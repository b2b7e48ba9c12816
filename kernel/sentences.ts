/** The server's voice: one catalogue for mails, problems and documents, in the person's language. */
import type { Facts } from './contract.ts'
import { type Catalogue, type Language, languageOf, languages, sentenceOf } from './text.ts'

export type Catalogues = Record<Language, Catalogue>

export class Sentences {
  readonly #catalogues: Catalogues

  constructor(parts: readonly Catalogues[]) {
    const all = (language: Language) => Object.assign({}, ...parts.map((it) => it[language]))
    this.#catalogues = Object.fromEntries(
      languages.map((language) => [language, all(language)]),
    ) as Catalogues
  }

  /** The sentence of a key in the language of a locale, or undefined when no catalogue knows it. */
  say(locale: string, key: string, facts: Facts = {}): string | undefined {
    const language = languageOf(locale)
    return sentenceOf(this.#catalogues[language], language, key, facts)
  }
}
