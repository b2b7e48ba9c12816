/** Types and words of the three languages. Catalogues are `locales/{fr,nl,en}.ts` of each part, flat: `key → sentence`. */

export const languages = ['fr', 'nl', 'en'] as const
export type Language = (typeof languages)[number]
export const locales = ['fr-BE', 'fr-FR', 'nl-BE', 'en'] as const
export type Locale = (typeof locales)[number]

export const languageOf = (locale: string): Language => {
  const language = locale.slice(0, 2) as Language
  return languages.includes(language) ? language : 'fr'
}

/** The same keys as the French catalogue: `export default { … } as const satisfies Like<typeof fr>`. */
export type Like<French> = { readonly [Key in keyof French]: string }

/** A flat catalogue, and the names of the facts in one of its sentences: `'{units} unités'` needs `units`. */
export type Catalogue = Readonly<Record<string, string>>
export type FactsIn<Sentence> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | FactsIn<Rest>
  : never

type PluralOf<Key> = Key extends `${infer Base}_${'one' | 'many' | 'other'}` ? Base : never
/** A key as it is written in code; `units_one`, `units_many`, `units_other` are written `units` with a `count`. */
export type KeyOf<French> =
  | Exclude<keyof French, `${string}_${'one' | 'many' | 'other'}`>
  | PluralOf<keyof French>

/**
 * One sentence with its facts: `{name}` is replaced once, so a fact is never read as a sentence. With a `count`, the
 * plural of the language is taken (`key_one`, `key_many`, `key_other`). Undefined when the catalogue lacks the key.
 */
export function sentenceOf(
  catalogue: Catalogue,
  language: Language,
  key: string,
  facts: Readonly<Record<string, unknown>>,
  write: (value: unknown) => string = String,
): string | undefined {
  const { count } = facts
  const forms =
    typeof count === 'number' ? [`${key}_${pluralOf(language, count)}`, `${key}_other`, key] : [key]
  const found = forms.find((form) => Object.hasOwn(catalogue, form))
  if (!found) return undefined
  const sentence = language === 'fr' ? glued(catalogue[found]!) : catalogue[found]!
  return sentence.replaceAll(FACT, (_, name: string) => write(facts[name] ?? ''))
}

const FACT = /\{(\w+)\}/g

/** French puts a space before : ; ! ? and inside « », and no line ends there. Catalogues are typed with a plain one. */
const glued = (sentence: string) =>
  sentence.replaceAll(/ (?=[:;!?»])/g, '\u00A0').replaceAll('« ', '«\u00A0')

const plurals = new Map<Language, Intl.PluralRules>()

function pluralOf(language: Language, count: number): Intl.LDMLPluralRule {
  let rules = plurals.get(language)
  if (!rules) plurals.set(language, (rules = new Intl.PluralRules(language)))
  return rules.select(count)
}
