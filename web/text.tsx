/** Sentences in the person's language. Catalogues are flat, one per part and language, loaded when first needed. */
import i18next, { type FormatterModule } from 'i18next'
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import {
  type Catalogue,
  type FactsIn,
  type KeyOf,
  type Language,
  type Locale,
  languageOf,
  locales,
} from '#kernel/text.ts'

/** Where a part's catalogues lie: `{ fr: () => import('./locales/fr.ts'), nl: …, en: … }`. */
export type TextSource = Record<Language, () => Promise<{ default: Catalogue }>>
export type TextFacts = Record<string, string | number>

const STORED = 'socle.locale'

export class Texts {
  locale: Locale
  readonly #voice = i18next.createInstance()
  readonly #sources = new Set<TextSource>()
  readonly #loading = new Map<string, Promise<void>>()
  readonly #names = new Map<TextSource, number>()
  readonly #watchers = new Set<() => void>()

  constructor(locale: Locale) {
    this.locale = locale
    // Numbers are written as the person writes them, wherever they stand in a sentence.
    this.#voice.use({
      type: 'formatter',
      init() {},
      add() {},
      addCached() {},
      format: (value: unknown) => (typeof value === 'number' ? this.number(value) : value),
    } as unknown as FormatterModule)
    void this.#voice.init({
      lng: languageOf(locale),
      resources: {},
      fallbackLng: false,
      keySeparator: false,
      nsSeparator: false,
      initAsync: false,
      // Facts are people's words: never read as an instruction to nest another sentence.
      interpolation: {
        prefix: '{',
        suffix: '}',
        escapeValue: false,
        nestingPrefix: '\u0000',
        alwaysFormat: true,
      },
    })
  }

  number(value: number) {
    return new Intl.NumberFormat(intlLocale(this.locale)).format(value)
  }

  /** Makes a part's sentences known in the current language, and in each language chosen later. */
  add(source: TextSource): Promise<void> {
    this.#sources.add(source)
    if (!this.#names.has(source)) this.#names.set(source, this.#names.size)
    const language = languageOf(this.locale)
    const key = `${language} ${this.#names.get(source)}`
    const known = this.#loading.get(key)
    if (known) return known
    const loading = source[language]().then(
      ({ default: catalogue }) =>
        void this.#voice.addResourceBundle(language, 'translation', catalogue, false, true),
    )
    this.#loading.set(key, loading)
    loading.catch(() => this.#loading.delete(key))
    return loading
  }

  async choose(locale: Locale) {
    this.locale = locale
    await Promise.all([...this.#sources].map((source) => this.add(source)))
    await this.#voice.changeLanguage(languageOf(locale))
    document.documentElement.lang = locale === 'en' ? 'en-GB' : locale
    for (const tell of this.#watchers) tell()
  }

  knows(key: string) {
    return this.#voice.exists(key) || this.#voice.exists(key, { count: 0 })
  }

  say(key: string, facts: TextFacts = {}): string {
    return this.#voice.t(key, { ...facts })
  }

  watch = (tell: () => void) => {
    this.#watchers.add(tell)
    return () => void this.#watchers.delete(tell)
  }
}

export const intlLocale = (locale: Locale) => (locale === 'en' ? 'en-GB' : locale)

/** The language chosen on this device, else the browser's, else French of Belgium. */
export function detectLocale(): Locale {
  const wanted = [localStorage.getItem(STORED), ...navigator.languages]
  for (const it of wanted) {
    const exact = locales.find((locale) => locale === it)
    if (exact) return exact
    const close = it && locales.find((locale) => locale.slice(0, 2) === it.slice(0, 2))
    if (close) return close
  }
  return 'fr-BE'
}

export const rememberLocale = (locale: Locale) => localStorage.setItem(STORED, locale)
export const hasChosenLocale = () => localStorage.getItem(STORED) !== null

const TextContext = createContext<Texts | null>(null)

export function TextProvider({ texts, children }: { texts: Texts; children: ReactNode }) {
  return <TextContext value={texts}>{children}</TextContext>
}

export function useTexts(): Texts {
  const texts = useContext(TextContext)
  if (!texts) throw new Error('no TextProvider around this component')
  useSyncExternalStore(texts.watch, () => texts.locale)
  return texts
}

export function useLocale(): [Locale, (locale: Locale) => Promise<void>] {
  const texts = useTexts()
  const choose = (locale: Locale) => {
    rememberLocale(locale)
    return texts.choose(locale)
  }
  return [texts.locale, choose]
}

type Plural = 'one' | 'many' | 'other'
type FactsOf<French, Key extends string> = Key extends keyof French
  ? FactsIn<French[Key]>
  : 'count' | FactsIn<French[`${Key}_${Plural}` & keyof French]>

/** `text('exchange.balance', { balance: 60 })`: the key and the facts it needs are checked by the compiler. */
export type Text<French> = <Key extends KeyOf<French> & string>(
  key: Key,
  ...facts: [FactsOf<French, Key>] extends [never]
    ? []
    : [facts: Record<FactsOf<French, Key>, string | number>]
) => string

/** The sentences of a catalogue: `useText<typeof fr>()` with `import type fr from '../locales/fr.ts'`. */
export function useText<French>(): Text<French> {
  const texts = useTexts()
  return ((key: string, facts?: TextFacts) => texts.say(key, facts)) as unknown as Text<French>
}
