/** Where the words of the work in the field lie. */
export const fieldTexts = {
  fr: () => import('./locales/fr.ts'),
  nl: () => import('./locales/nl.ts'),
  en: () => import('./locales/en.ts'),
}
