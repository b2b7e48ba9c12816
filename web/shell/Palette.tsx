/** Everything from the keyboard: pages, actions, records that the parts find, what was opened lately. */
import { IconArrowRight, IconHistory, IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useAddress, useGo } from '../go.tsx'
import type fr from '../locales/fr.ts'
import type { Finding, MenuEntry } from '../pages.tsx'
import { plain } from '../plain.tsx'
import { useText, useTexts } from '../text.tsx'
import { type Search, useFound } from './found.tsx'
import { recent } from './recent.tsx'

type PaletteProps = {
  entries: readonly MenuEntry[]
  actions: readonly MenuEntry[]
  searches: readonly Search[]
  onClose(): void
}
type Section = { title: string; findings: readonly Finding[] }

export function Palette({ entries, actions, searches, onClose }: PaletteProps) {
  const text = useText<typeof fr>()
  const texts = useTexts()
  const go = useGo()
  const place = useAddress()('/')
  const box = useRef<HTMLDialogElement>(null)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const found = useFound(query, searches)
  useEffect(() => {
    const dialog = box.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])

  const wanted = plain(query.trim())
  const named = (from: readonly MenuEntry[]): Finding[] =>
    from
      .map(({ to, text: key, icon }) => ({ to, icon, title: texts.say(key) }))
      .filter((it) => plain(it.title).includes(wanted))
  const sections: Section[] = [
    {
      title: text('palette.recent'),
      findings: wanted ? [] : recent.read(place).map((it) => ({ ...it, icon: IconHistory })),
    },
    { title: text('palette.found'), findings: wanted ? found : [] },
    { title: text('palette.actions'), findings: named(actions) },
    { title: text('palette.pages'), findings: named(entries) },
  ].filter((it) => it.findings.length > 0)
  const all = sections.flatMap((it) => it.findings)

  const open = (finding: Finding | undefined) => {
    if (!finding) return
    recent.add(place, { to: finding.to, title: finding.title })
    onClose()
    void go(finding.to)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt((at + 1) % Math.max(1, all.length))
    else if (event.key === 'ArrowUp') setAt((at - 1 + all.length) % Math.max(1, all.length))
    else if (event.key === 'Enter') open(all[at])
    else return
    event.preventDefault()
  }

  return (
    <dialog
      ref={box}
      className="dialog palette"
      aria-label={text('palette.title')}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className="palette-box">
        <div className="palette-search">
          <IconSearch size={19} stroke={1.8} />
          <input
            autoFocus
            role="combobox"
            aria-expanded
            aria-controls="palette-list"
            aria-activedescendant={all[at] ? `palette-${at}` : undefined}
            aria-label={text('palette.title')}
            placeholder={text('palette.placeholder')}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value)
              setAt(0)
            }}
            onKeyDown={press}
          />
        </div>
        <div
          id="palette-list"
          role="listbox"
          aria-label={text('palette.title')}
          className="palette-list"
        >
          {sections.map(({ title, findings }) => (
            <div key={title} role="group" aria-label={title}>
              <div className="palette-section" aria-hidden="true">
                {title}
              </div>
              {findings.map((it) => {
                const index = all.indexOf(it)
                const Mark = it.icon ?? IconArrowRight
                return (
                  <div
                    key={it.to + it.title}
                    id={`palette-${index}`}
                    role="option"
                    aria-selected={index === at}
                    className="palette-item"
                    ref={(line) =>
                      void (index === at && line?.scrollIntoView({ block: 'nearest' }))
                    }
                    onPointerMove={() => setAt(index)}
                    onClick={() => open(it)}
                  >
                    <Mark size={18} stroke={1.7} />
                    <span>{it.title}</span>
                    {it.hint && <span className="hint">{it.hint}</span>}
                  </div>
                )
              })}
            </div>
          ))}
        </div>
        <p className="palette-foot" role="status">
          {all.length ? text('palette.hint') : text('palette.none', { query })}
        </p>
      </div>
    </dialog>
  )
}
