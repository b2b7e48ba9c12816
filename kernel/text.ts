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
