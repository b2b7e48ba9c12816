/** States and languages as people read them. */
import type { Language } from '#kernel/text.ts'
import { languages, type Locale } from '#kernel/text.ts'
import { Status, type Tone } from '#web/ui/Status.tsx'
import { useText } from '#web/text.tsx'
import { contentTexts } from '../texts.tsx'
import type { PageState, PageType } from './rules.ts'

const states = {
  draft: 'content.state-draft',
  scheduled: 'content.state-scheduled',
  published: 'content.state-published',
  archived: 'content.state-archived',
} as const satisfies Record<PageState, string>
const tones: Record<PageState, Tone> = {
  draft: 'wait',
  scheduled: 'info',
  published: 'good',
  archived: 'off',
}
const types = {
  page: 'content.type-page',
  blog: 'content.type-blog',
  landing: 'content.type-landing',
  help: 'content.type-help',
  legal: 'content.type-legal',
} as const satisfies Record<PageType, string>
const hints = {
  page: 'content.type-page-hint',
  blog: 'content.type-blog-hint',
  landing: 'content.type-landing-hint',
  help: 'content.type-help-hint',
  legal: 'content.type-legal-hint',
} as const satisfies Record<PageType, string>
const tongues = {
  fr: 'content.french',
  nl: 'content.dutch',
  en: 'content.english',
} as const satisfies Record<Language, string>

export function usePageWords() {
  const text = useText(contentTexts)
  return {
    state: (it: PageState) => text(states[it]),
    type: (it: PageType) => text(types[it]),
    typeHint: (it: PageType) => text(hints[it]),
    language: (it: Language) => text(tongues[it]),
  }
}

export function PageStatus({ state }: { state: PageState }) {
  const words = usePageWords()
  return <Status tone={tones[state]}>{words.state(state)}</Status>
}

export const asLanguage = (it: string, otherwise: Language): Language =>
  languages.find((language) => language === it) ?? otherwise

export const languageIn = (locale: Locale | string): Language =>
  asLanguage(locale.slice(0, 2), 'fr')
