/** The server's voice: one catalogue for mails, problems and documents, in the person's language. */
import i18next, { type i18n } from 'i18next'
import type { Facts } from './contract.ts'
import { type Catalogue, type Language, languageOf, languages } from './text.ts'

export type Catalogues = Record<Language, Catalogue>

export class Sentences {
  readonly #voices: Record<Language, i18n>

  constructor(parts: readonly Catalogues[]) {
    this.#voices = Object.fromEntries(
      languages.map((language) => [language, voice(language, parts)]),
    ) as Record<Language, i18n>
  }

  /** The sentence of a key in the language of a locale, or undefined when no catalogue knows it. */
  say(locale: string, key: string, facts: Facts = {}): string | undefined {
    const { t, exists } = this.#voices[languageOf(locale)]
    const options = { ...facts, count: facts['count'] as number | undefined }
    return exists(key, options) ? t(key, options) : undefined
  }
}

function voice(language: Language, parts: readonly Catalogues[]): i18n {
  const instance = i18next.createInstance({
    lng: language,
    resources: {
      [language]: { translation: Object.assign({}, ...parts.map((it) => it[language])) },
    },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    // Mails escape their values themselves; problems leave as JSON.
    interpolation: { prefix: '{', suffix: '}', escapeValue: false },
  })
  void instance.init()
  return instance
}
