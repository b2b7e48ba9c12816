/** What every page says of notices: the bell, the settings, the roles. */
export const frameTexts = {
  fr: () => import('./locales/fr.ts'),
  nl: () => import('./locales/nl.ts'),
  en: () => import('./locales/en.ts'),
}
