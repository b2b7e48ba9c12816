/** What a line can become, offered where somebody types a slash; chosen with the keys that are under the fingers already. */
import type { ChainedCommands, Editor } from '@tiptap/core'
import {
  IconBlockquote,
  IconH2,
  IconH3,
  IconList,
  IconListNumbers,
  IconPhoto,
  IconSeparator,
  IconTable,
} from '@tabler/icons-react'
import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import type { Icon } from '#web/pages.tsx'
import { useText } from '#web/text.tsx'
import { contentTexts } from '../texts.tsx'
import type { Slash } from './slash.tsx'

type Insert = { text: string; icon: Icon; run(chain: ChainedCommands): ChainedCommands }

const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

type SlashMenuProps = {
  editor: Editor
  slash: Slash
  /** Where keys come in before the editor takes them: true when the menu has used one. */
  keysRef: RefObject<((key: string) => boolean) | undefined>
  /** Asks for a picture; without a place for them there is none to choose. */
  onPicture: (() => void) | undefined
  onClose(): void
}

export function SlashMenu({ editor, slash, keysRef, onPicture, onClose }: SlashMenuProps) {
  const text = useText(contentTexts)
  const id = useId()
  const [marked, mark] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const all: Insert[] = [
    {
      text: text('content.tool-heading'),
      icon: IconH2,
      run: (it) => it.setHeading({ level: 2 }),
    },
    {
      text: text('content.tool-subheading'),
      icon: IconH3,
      run: (it) => it.setHeading({ level: 3 }),
    },
    { text: text('content.tool-list'), icon: IconList, run: (it) => it.toggleBulletList() },
    {
      text: text('content.tool-numbers'),
      icon: IconListNumbers,
      run: (it) => it.toggleOrderedList(),
    },
    { text: text('content.tool-quote'), icon: IconBlockquote, run: (it) => it.toggleBlockquote() },
    ...(onPicture
      ? [{ text: text('content.tool-picture'), icon: IconPhoto, run: (it: ChainedCommands) => it }]
      : []),
    {
      text: text('content.tool-table'),
      icon: IconTable,
      run: (it) => it.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
    },
    { text: text('content.tool-rule'), icon: IconSeparator, run: (it) => it.setHorizontalRule() },
  ]
  const wanted = folded(slash.query)
  const fitting = all.filter((it) =>
    folded(it.text)
      .split(/[\s-]/)
      .some((word) => word.startsWith(wanted)),
  )
  const at = Math.min(marked, fitting.length - 1)
  const choose = (it: Insert) => {
    const { from, to } = slash
    it.run(editor.chain().focus().deleteRange({ from, to })).run()
    if (it.icon === IconPhoto) onPicture?.()
    onClose()
  }
  const press = (key: string): boolean => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key]
    if (key === 'Escape') onClose()
    else if (fitting.length === 0) return false
    else if (step) mark((at + step + fitting.length) % fitting.length)
    else if (key === 'Enter' || key === 'Tab') choose(fitting[at]!)
    else return false
    return true
  }
  useEffect(() => {
    keysRef.current = press
    return () => void (keysRef.current = undefined)
  })
  useEffect(() => mark(0), [slash.query])
  // The place of writing keeps the focus; it says which line of the list is meant.
  const active = fitting.length > 0 ? `${id}-${at}` : ''
  useEffect(() => {
    const { dom } = editor.view
    dom.setAttribute('aria-controls', id)
    dom.setAttribute('aria-activedescendant', active)
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
    return () => {
      dom.removeAttribute('aria-controls')
      dom.removeAttribute('aria-activedescendant')
    }
  }, [editor, id, active, at])

  const shown = editor.view.coordsAtPos(slash.from)
  const around = editor.view.dom.parentElement!.parentElement!.getBoundingClientRect()
  const place = {
    '--x': `${shown.left - around.left}px`,
    '--y': `${shown.bottom - around.top}px`,
  } as React.CSSProperties
  if (fitting.length === 0)
    return (
      <p className="slash hint" role="status" style={place}>
        {text('content.slash-none')}
      </p>
    )
  return (
    <ul
      ref={list}
      id={id}
      className="slash"
      role="listbox"
      aria-label={text('content.slash')}
      style={place}
    >
      {fitting.map((it, i) => (
        <li
          key={it.text}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === at}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => choose(it)}
        >
          <it.icon size={18} stroke={1.7} />
          {it.text}
        </li>
      ))}
    </ul>
  )
}
