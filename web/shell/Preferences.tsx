/** Language and light: two bars, the same on every page. */
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { languageOf, type Locale } from '#kernel/text.ts'
import type fr from '../locales/fr.ts'
import { useLocale, useText } from '../text.tsx'
import { Segmented } from '../ui/Tabs.tsx'
import { scheme, type Scheme } from './scheme.tsx'

const languages = [
  { value: 'fr', text: 'FR', label: 'Français (FR)', locale: 'fr-BE' },
  { value: 'nl', text: 'NL', label: 'Nederlands (NL)', locale: 'nl-BE' },
  { value: 'en', text: 'EN', label: 'English (EN)', locale: 'en' },
] as const satisfies { value: string; text: string; label: string; locale: Locale }[]

export function Preferences({ onLocale }: { onLocale?: (locale: Locale) => unknown }) {
  const text = useText<typeof fr>()
  const [locale, choose] = useLocale()
  const chosen = useSyncExternalStore(scheme.watch, scheme.read)
  return (
    <div className="preferences">
      <Segmented
        label={text('app.language')}
        value={languageOf(locale)}
        choices={languages}
        onChange={async (value) => {
          const next = languages.find((it) => it.value === value)!.locale
          await choose(next)
          await onLocale?.(next)
        }}
      />
      <Segmented<Scheme>
        label={text('app.theme')}
        value={chosen}
        choices={[
          {
            value: 'light',
            text: <IconSun size={16} stroke={1.8} />,
            label: text('app.theme-light'),
          },
          {
            value: 'dark',
            text: <IconMoon size={16} stroke={1.8} />,
            label: text('app.theme-dark'),
          },
          {
            value: 'system',
            text: <IconDeviceDesktop size={16} stroke={1.8} />,
            label: text('app.theme-system'),
          },
        ]}
        onChange={scheme.choose}
      />
    </div>
  )
}
