/** A list that is typed into: a text field with a list below it (ARIA 1.2 combobox). */
import { IconChevronDown, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import type fr from '../locales/fr.ts'
import { plain } from '../plain.tsx'
import { useText } from '../text.tsx'
import { FieldFrame, useField } from './Field.tsx'
import type { Option, SelectFieldProps } from './SelectField.tsx'

/** Enough to choose from; more would be scrolled, and typing is quicker. */
const SHOWN = 50

export function Combobox({ name, label, hint, options, placeholder }: SelectFieldProps) {
  const field = useField({ name, label, hint })
  const text = useText<typeof fr>()
  const [typed, setTyped] = useState<string>()
  const [at, setAt] = useState(0)
  const isOpen = typed !== undefined
  const chosen = options.find((it) => it.value === field.value)
  const wanted = plain(typed ?? '')
  const found = isOpen
    ? options.filter((it) => plain(`${it.text} ${it.hint ?? ''}`).includes(wanted)).slice(0, SHOWN)
    : []

  const open = () => {
    if (isOpen) return
    setTyped('')
    setAt(
      Math.max(
        0,
        options.findIndex((it) => it.value === field.value),
      ),
    )
  }
  const close = () => setTyped(undefined)
  const choose = (option: Option) => {
    field.set(option.value)
    close()
  }
  const press = (event: KeyboardEvent) => {
    const { key } = event
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (!isOpen) open()
      else if (found.length)
        setAt((at + (key === 'ArrowDown' ? 1 : found.length - 1)) % found.length)
    } else if (key === 'Enter' && isOpen && !event.ctrlKey && !event.metaKey) {
      if (found[at]) choose(found[at])
    } else if (key === 'Escape' && isOpen) {
      event.stopPropagation()
      close()
    } else return
    event.preventDefault()
  }

  return (
    <FieldFrame name={name} label={label} hint={hint} {...field}>
      <div className="inside combobox">
        <input
          className="input"
          role="combobox"
          autoComplete="off"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${field.id}-list` : undefined}
          aria-activedescendant={isOpen && found[at] ? `${field.id}-${at}` : undefined}
          placeholder={chosen && isOpen ? chosen.text : (placeholder ?? text('field.choose'))}
          {...field.input}
          value={typed ?? chosen?.text ?? ''}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onClick={open}
          onKeyDown={press}
          onBlur={() => {
            close()
            field.left()
          }}
        />
        {chosen && !field.isRequired && !isOpen ? (
          <button
            type="button"
            className="icon-button"
            aria-label={text('field.clear')}
            onClick={() => field.set('')}
          >
            <IconX size={16} />
          </button>
        ) : (
          <IconChevronDown size={18} className="chevron" />
        )}
        {isOpen && (
          <ul
            className="options"
            id={`${field.id}-list`}
            role="listbox"
            aria-label={text('field.choose')}
            // The input keeps the focus while an option is pressed.
            onPointerDown={(event) => event.preventDefault()}
          >
            {found.map((it, index) => (
              <li
                key={it.value}
                id={`${field.id}-${index}`}
                role="option"
                aria-selected={index === at}
                data-chosen={it.value === field.value || undefined}
                ref={(line) => void (index === at && line?.scrollIntoView?.({ block: 'nearest' }))}
                onPointerMove={() => setAt(index)}
                onClick={() => choose(it)}
              >
                {it.text}
                {it.hint && <span className="hint">{it.hint}</span>}
              </li>
            ))}
            {found.length === 0 && <li className="hint none">{text('field.no-option')}</li>}
          </ul>
        )}
      </div>
    </FieldFrame>
  )
}
