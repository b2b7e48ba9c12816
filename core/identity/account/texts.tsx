import { useText } from '#web/text.tsx'

/** Where the words of the account area lie. */
export const accountTexts = {
  fr: () => import('./locales/fr.ts'),
  nl: () => import('./locales/nl.ts'),
  en: () => import('./locales/en.ts'),
}

export const useAccountText = () => useText(accountTexts)
