/** Where the words of the pages of reports lie. */
export const reportsTexts = {
  fr: () => import('./locales/fr.ts'),
  nl: () => import('./locales/nl.ts'),
  en: () => import('./locales/en.ts'),
}
