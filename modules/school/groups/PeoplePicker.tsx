import { IconPlus, IconX } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useList } from '#web/api.tsx'
import { plain } from '#web/plain.tsx'
import { useText } from '#web/text.tsx'
import { Avatar } from '#web/ui/Status.tsx'
import { listNeighbours } from '../exchange/contract.ts'
import { MOST_PARTICIPANTS } from './contract.ts'
import './groups.css'
import { groupsTexts } from './texts.tsx'

/** Enough to choose from; typing is quicker than scrolling. */
const SHOWN = 6

type PickerProps = {
  label: string
  chosen: readonly string[]
  /** Who cannot be chosen: the host, those who are asked already. */
  without: readonly string[]
  onChange(chosen: string[]): void
}

/** Several people, one after the other: after each the field is empty and ready for the next. */
export function PeoplePicker({ label, chosen, without, onChange }: PickerProps) {
  const text = useText(groupsTexts)
  const people = useEverybody()
  const [typed, type] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const words = plain(typed)
  const isFull = chosen.length >= MOST_PARTICIPANTS
  const found =
    words === '' || isFull
      ? []
      : people
          .filter((it) => !chosen.includes(it.id) && !without.includes(it.id))
          .filter((it) => plain(it.name).includes(words))
          .slice(0, SHOWN)
  const add = (memberId: string) => {
    onChange([...chosen, memberId])
    type('')
    field.current?.focus()
  }
  const nameOf = (memberId: string) => people.find((it) => it.id === memberId)?.name ?? ''

  return (
    <div className="field people">
      <label htmlFor={id}>{label}</label>
      {chosen.length > 0 ? (
        <ul className="people-chosen" aria-label={label}>
          {chosen.map((it) => (
            <li key={it}>
              <span>{nameOf(it)}</span>
              <button
                type="button"
                aria-label={text('groups.remove', { name: nameOf(it) })}
                onClick={() => onChange(chosen.filter((other) => other !== it))}
              >
                <IconX size={16} stroke={2} />
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p className="hint">{text('groups.none-chosen')}</p>
      )}
      <input
        ref={field}
        id={id}
        className="input"
        type="search"
        autoComplete="off"
        placeholder={text('groups.find')}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          if (found[0]) add(found[0].id)
        }}
      />
      {found.length > 0 && (
        <ul className="people-found">
          {found.map((it) => (
            <li key={it.id}>
              <button
                type="button"
                aria-label={text('groups.add', { name: it.name })}
                onClick={() => add(it.id)}
              >
                <Avatar name={it.name} of={it.id} />
                <span>{it.name}</span>
                <IconPlus size={18} stroke={1.8} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className="hint" role="status">
        {words !== '' && found.length === 0
          ? text('groups.nobody-found')
          : chosen.length > 0 && text('groups.chosen', { count: chosen.length })}
      </p>
    </div>
  )
}

/** A school has some hundreds of families: all are read, and typing finds one at once. */
export function useEverybody() {
  const { items, more, isLoadingMore } = useList(listNeighbours, { limit: 100 })
  useEffect(() => {
    if (!isLoadingMore) more?.()
  }, [more, isLoadingMore])
  return items
}
