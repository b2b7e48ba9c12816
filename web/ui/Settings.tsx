/** The settings of a workspace: pages of many parts in one place, with one way around them. */
import type { ReactNode } from 'react'
import { Link, useAddress } from '../go.tsx'
import type fr from '../locales/fr.ts'
import { usePlace } from '../navigation.tsx'
import { useSettings } from '../pages.tsx'
import { useText, useTexts } from '../text.tsx'
import { Page } from './Page.tsx'
import './settings.css'

type SettingsPageProps = { title: string; subtitle?: ReactNode; children: ReactNode }

/** One page of settings: beside the list of the others where there is room, below the way back on a phone. */
export function SettingsPage({ title, subtitle, children }: SettingsPageProps) {
  const text = useText<typeof fr>()
  const texts = useTexts()
  const entries = useSettings()
  const address = useAddress()
  const here = usePlace().pathname
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label={text('app.settings')}>
        {entries.map(({ to, text: key, icon: Mark }) => (
          <Link key={to} to={to} className="nav-link" isCurrent={here.startsWith(address(to))}>
            <Mark size={18} stroke={1.7} />
            {texts.say(key)}
          </Link>
        ))}
      </nav>
      <Page
        narrow
        title={title}
        subtitle={subtitle}
        back={{ to: '/settings', text: text('app.settings') }}
      >
        {children}
      </Page>
    </div>
  )
}

/** All pages of settings, each with a sentence: where one arrives. */
export function SettingsList() {
  const texts = useTexts()
  return (
    <ul className="settings-list">
      {useSettings().map(({ to, text, hint, icon: Mark, isLast }) => (
        <li key={to} data-last={isLast || undefined}>
          <Link to={to}>
            <span className="settings-mark" aria-hidden="true">
              <Mark size={20} stroke={1.6} />
            </span>
            <span>
              <strong>{texts.say(text)}</strong>
              <span className="hint">{texts.say(hint)}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
