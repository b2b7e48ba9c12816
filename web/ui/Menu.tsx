/** A button that opens a short list of things to do. Arrows move, Escape closes and gives the focus back. */
import { IconArrowsMove, IconDots } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type fr from '../locales/fr.ts'
import type { Icon } from '../pages.tsx'
import { useText } from '../text.tsx'

export type MenuItem = {
  text: string
  icon?: Icon
  danger?: boolean
  isCurrent?: boolean
  onChoose(): unknown
}
type MenuProps = {
  label: string
  items: readonly MenuItem[]
  /** What the button shows; three dots when absent. */
  children?: ReactNode
  className?: string
  /** A line above the items. */
  title?: ReactNode
}

export function Menu({ label, items, children, className = 'icon-button', title }: MenuProps) {
  const [isOpen, open] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()

  const choices = () => [...(box.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]
  const close = () => {
    open(false)
    button.current?.focus()
  }
  useEffect(() => {
    if (!isOpen) return
    choices()[0]?.focus()
    const outside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) open(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [isOpen])

  const move = (event: KeyboardEvent) => {
    const all = choices()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (event.key === 'Escape') close()
    else if (event.key === 'Tab') open(false)
    else if (to !== undefined) all.at(to % all.length)?.focus()
    else return
    if (event.key !== 'Tab') event.preventDefault()
  }

  return (
    <div className="menu" ref={box} onKeyDown={isOpen ? move : undefined}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => open(!isOpen)}
      >
        {children ?? <IconDots size={20} />}
      </button>
      {isOpen && (
        <div className="menu-box">
          {title && <div className="menu-title">{title}</div>}
          <div id={id} role="menu" aria-label={label}>
            {items.map(({ text, icon: Mark, danger, isCurrent, onChoose }) => (
              <button
                key={text}
                type="button"
                role={isCurrent === undefined ? 'menuitem' : 'menuitemradio'}
                aria-checked={isCurrent}
                tabIndex={-1}
                data-danger={danger || undefined}
                onClick={() => {
                  close()
                  void onChoose()
                }}
              >
                {Mark && <Mark size={18} stroke={1.7} />}
                {text}
              </button>
            ))}
          </div>
        </div>
      )}
    </div>
  )
}

type MoveMenuProps<State extends string> = {
  /** The states allowed from here, with their words. */
  states: readonly { state: State; text: string }[]
  onMove(state: State): unknown
}

/** Moves a thing to another state without dragging (WCAG 2.2, 2.5.7). */
export function MoveMenu<State extends string>({ states, onMove }: MoveMenuProps<State>) {
  const text = useText<typeof fr>()
  const items = states.map((it) => ({ text: it.text, onChoose: () => onMove(it.state) }))
  return (
    <Menu label={text('move.to')} items={items} className="button" title={text('move.to')}>
      <IconArrowsMove size={18} stroke={1.7} />
      <span>{text('move.to')}</span>
    </Menu>
  )
}
