/** Where the words of accounts lie. */
import type { TextSource } from '#web/text.tsx'

export const texts: TextSource = {
  fr: () => import('./locales/fr.ts'),
  nl: () => import('./locales/nl.ts'),
  en: () => import('./locales/en.ts'),
}
