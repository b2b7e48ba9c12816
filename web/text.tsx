/** Sentences in the person's language. Catalogues are flat, one per part and language, loaded when first needed. */
import { createContext, type ReactNode, use, useContext, useSyncExternalStore } from 'react'
import {
  type Catalogue,
  type FactsIn,
  type KeyOf,
  type Language,
  type Like,
  type Locale,
  languageOf,
  locales,
  sentenceOf,
} from '#kernel/text.ts'

/** Where catalogues lie: `{ fr: () => import('./locales/fr.ts'), nl: …, en: … }`, in a `texts.tsx` beside them. */
export type TextSource<French = Catalogue> = {
  fr: () => Promise<{ default: French }>
  nl: () => Promise<{ default: Like<French> }>
  en: () => Promise<{ default: Like<French> }>
}
export type TextFacts = Record<string, string | number>

const STORED = 'socle.locale'

export class Texts {
  locale: Locale
  readonly #catalogues: Record<Language, Record<string, string>> = { fr: {}, nl: {}, en: {} }
  readonly #sources = new Set<TextSource>()
  readonly #loading = new Map<string, Promise<void>>()
  readonly #names = new Map<TextSource, number>()
  readonly #watchers = new Set<() => void>()

  constructor(locale: Locale) {
    this.locale = locale
  }

  number(value: number) {
    return new Intl.NumberFormat(intlLocale(this.locale)).format(value)
  }

  /** Makes sentences known in the current language, and in each language chosen later. */
  add(source: TextSource): Promise<void> {
    this.#sources.add(source)
    const language = languageOf(this.locale)
    const key = this.#keyOf(source)
    const known = this.#loading.get(key)
    if (known) return known
    const loading = this.#load(source, language)
    this.#loading.set(key, loading)
    loading.then(
      // So React knows without asking that nothing is left to wait for.
      () => Object.assign(loading, { status: 'fulfilled', value: undefined }),
      () => this.#loading.delete(key),
    )
    return loading
  }

  async #load(source: TextSource, language: Language): Promise<void> {
    const { default: catalogue } = await source[language]()
    Object.assign(this.#catalogues[language], catalogue)
  }

  #keyOf(source: TextSource): string {
    if (!this.#names.has(source)) this.#names.set(source, this.#names.size)
    return `${languageOf(this.locale)} ${this.#names.get(source)}`
  }

  async choose(locale: Locale) {
    this.locale = locale
    await Promise.all([...this.#sources].map((source) => this.add(source)))
    document.documentElement.lang = locale === 'en' ? 'en-GB' : locale
    for (const tell of this.#watchers) tell()
  }

  knows(key: string) {
    return this.#said(key, {}) !== undefined || this.#said(key, { count: 0 }) !== undefined
  }

  say(key: string, facts: TextFacts = {}): string {
    return this.#said(key, facts) ?? key
  }

  #said(key: string, facts: TextFacts): string | undefined {
    const language = languageOf(this.locale)
    return sentenceOf(this.#catalogues[language], language, key, facts, this.#write)
  }

  /** Numbers are written as the person writes them, wherever they stand in a sentence. */
  readonly #write = (value: unknown) =>
    typeof value === 'number' ? this.number(value) : String(value)

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

/**
 * The sentences of catalogues: `useText(needsTexts)`, with `needsTexts` from the `texts.tsx` beside them. Suspends until
 * they are there, so a component brings its words along wherever it is shown. Without a source: the shell's own words.
 */
export function useText<French>(): Text<French>
export function useText<A>(a: TextSource<A>): Text<A>
export function useText<A, B>(a: TextSource<A>, b: TextSource<B>): Text<A & B>
export function useText<A, B, C>(
  a: TextSource<A>,
  b: TextSource<B>,
  c: TextSource<C>,
): Text<A & B & C>
export function useText(...sources: TextSource[]): unknown {
  const texts = useTexts()
  for (const source of sources) use(texts.add(source))
  return (key: string, facts?: TextFacts) => texts.say(key, facts)
}
