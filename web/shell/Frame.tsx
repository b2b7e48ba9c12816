/** The house around the pages: navigation, the workspace's name, search, the person. */
import { IconDots, IconSearch } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { Link, useAddress } from '../go.tsx'
import type fr from '../locales/fr.ts'
import { usePlace } from '../navigation.tsx'
import {
  MenuContext,
  type MenuEntry,
  type PartPages,
  RolesContext,
  SettingsContext,
} from '../pages.tsx'
import { type Doors, useOpenWorkspace } from '../session.tsx'
import { useText, useTexts } from '../text.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { Preferences } from './Preferences.tsx'
import { Quiet } from './Quiet.tsx'
import { WorkspaceMenu } from './WorkspaceMenu.tsx'

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))

/** The thumb reaches five places; with more pages the fifth opens the rest. */
const BAR_MAX = 5

type FrameProps = {
  parts: readonly PartPages[]
  may(permission: string): boolean
  doors: Doors
  children: ReactNode
}

export function Frame({ parts, may, doors, children }: FrameProps) {
  const text = useText<typeof fr>()
  const [isSearching, search] = useState(false)
  const visible = <Entry extends MenuEntry>(entries: readonly Entry[] = []) =>
    entries.filter((it) => !it.may || may(it.may))
  const entries = parts.flatMap((it) => visible(it.menu))
  const ofModules = parts.filter((it) => it.module).flatMap((it) => visible(it.menu))
  // The workspace's own first, then those of its modules, and at the end what ends things.
  const settings = [...parts]
    .sort((a, b) => Number(Boolean(a.module)) - Number(Boolean(b.module)))
    .flatMap((it) => visible(it.settings))
    .toSorted((a, b) => Number(a.isLast ?? false) - Number(b.isLast ?? false))
  // A module's settings lie below the module's own address; in the menu one is among the settings all the same.
  const menu = entries.map((it) =>
    it.to === '/settings'
      ? { ...it, covers: [...(it.covers ?? []), ...settings.map(({ to }) => to)] }
      : it,
  )
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      search(true)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])

  return (
    <div className="frame">
      <aside className="side">
        <WorkspaceMenu doors={doors} />
        <nav className="nav" aria-label={text('app.navigation')}>
          <Entries entries={menu} />
        </nav>
        <Preferences onLocale={doors.saveLocale} />
      </aside>
      <header className="head">
        <div className="head-place">
          <WorkspaceMenu doors={doors} />
        </div>
        <button type="button" className="search-button" onClick={() => search(true)}>
          <IconSearch size={17} stroke={1.8} />
          <span>{text('app.search')}</span>
          <kbd>{/Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl'} K</kbd>
        </button>
        <span className="head-search">
          <IconButton label={text('app.search')} icon={IconSearch} onClick={() => search(true)} />
        </span>
        {parts.map(
          ({ part, corner }) =>
            corner &&
            may(corner.may) && (
              <span key={part} className="head-corner">
                <Quiet>
                  <corner.Component />
                </Quiet>
              </span>
            ),
        )}
        <AccountMenu doors={doors} />
      </header>
      <main id="content" tabIndex={-1}>
        <MenuContext value={ofModules}>
          <SettingsContext value={settings}>
            <RolesContext value={parts}>
              {parts.map(
                ({ part, banner }) =>
                  banner &&
                  may(banner.may) && (
                    <Quiet key={part}>
                      <banner.Component />
                    </Quiet>
                  ),
              )}
              {children}
            </RolesContext>
          </SettingsContext>
        </MenuContext>
      </main>
      <Bar entries={menu} />
      {isSearching && (
        <Suspense>
          <Palette
            entries={[...menu, ...settings]}
            actions={parts.flatMap((it) => visible(it.actions))}
            searches={parts.flatMap((it) => it.search ?? [])}
            onClose={() => search(false)}
          />
        </Suspense>
      )}
    </div>
  )
}

/** The entry whose address is the longest beginning of where one is. */
function useCurrent(entries: readonly MenuEntry[]) {
  const address = useAddress()
  const here = usePlace().pathname
  const isHere = (to: MenuEntry['to']) =>
    here === address(to) || (to !== '/' && here.startsWith(`${address(to)}/`))
  const closest = entries
    .flatMap(({ to, covers = [] }) => [to, ...covers].map((at) => ({ to, at })))
    .filter(({ at }) => isHere(at))
    .toSorted((a, b) => b.at.length - a.at.length)[0]
  return closest?.to
}

type EntriesProps = { entries: readonly MenuEntry[]; onGo?: () => void }

function Entries({ entries, onGo }: EntriesProps) {
  const texts = useTexts()
  const current = useCurrent(entries)
  const groups = [...new Set(entries.map((it) => it.group))]
  return groups.map((group) => (
    <div key={group ?? ''} className="nav-group">
      {group && <span className="nav-label">{texts.say(group)}</span>}
      {entries
        .filter((it) => it.group === group)
        .map(({ to, text, icon: Mark, Badge }) => (
          <Link key={to} to={to} isCurrent={to === current} className="nav-link" onClick={onGo}>
            <Mark size={19} stroke={1.7} />
            {texts.say(text)}
            {Badge && (
              <Quiet>
                <Suspense>
                  <Badge />
                </Suspense>
              </Quiet>
            )}
          </Link>
        ))}
    </div>
  ))
}

/** On a phone: along the lower edge. */
function Bar({ entries }: { entries: readonly MenuEntry[] }) {
  const text = useText<typeof fr>()
  const texts = useTexts()
  const place = useOpenWorkspace()
  const current = useCurrent(entries)
  const [isOpen, open] = useState(false)
  const isLong = entries.length > BAR_MAX
  const shown = isLong ? entries.slice(0, BAR_MAX - 1) : entries
  if (entries.length === 0) return null
  return (
    <nav className="bar" aria-label={text('app.navigation')}>
      {shown.map(({ to, text: key, icon: Mark, Badge }) => (
        <Link key={to} to={to} isCurrent={to === current} className="bar-link">
          <Mark size={22} stroke={1.6} />
          <span>{texts.say(key)}</span>
          {Badge && (
            <em className="bar-badge">
              <Quiet>
                <Suspense>
                  <Badge />
                </Suspense>
              </Quiet>
            </em>
          )}
        </Link>
      ))}
      {isLong && (
        <button
          type="button"
          className="bar-link"
          aria-haspopup="dialog"
          onClick={() => open(true)}
        >
          <IconDots size={22} stroke={1.6} />
          <span>{text('app.more')}</span>
        </button>
      )}
      <Dialog
        sheet
        isOpen={isOpen}
        onClose={() => open(false)}
        title={place?.name ?? text('app.my-account')}
      >
        <div className="nav">
          <Entries entries={entries} onGo={() => open(false)} />
        </div>
      </Dialog>
    </nav>
  )
}
