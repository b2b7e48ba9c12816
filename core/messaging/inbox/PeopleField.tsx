/** People of the workspace by a part of their name; those who are chosen stand above. */
import { IconX } from '@tabler/icons-react'
import { Suspense, useDeferredValue, useId, useState } from 'react'
import { listMembers, type Member } from '#core/workspaces/contract.ts'
import { useList } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { IconButton } from '#web/ui/Button.tsx'
import { Avatar } from '#web/ui/Status.tsx'
import { messagingTexts } from '../texts.tsx'

export type Chosen = Pick<Member, 'id' | 'name'>
type PeopleFieldProps = {
  label: string
  chosen: readonly Chosen[]
  /** Those who are in it already. */
  without?: readonly string[]
  onChoose(person: Chosen): void
  onDrop?(person: Chosen): void
}

export function PeopleField({ label, chosen, without = [], onChoose, onDrop }: PeopleFieldProps) {
  const text = useText(messagingTexts)
  const id = useId()
  const [search, type] = useState('')
  const wanted = useDeferredValue(search)
  const taken = [...without, ...chosen.map((it) => it.id)]
  return (
    <div className="people-field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {chosen.length > 0 && onDrop && (
        <ul className="composer-files">
          {chosen.map((it) => (
            <li key={it.id} className="tag">
              {it.name}
              <IconButton
                label={text('messaging.detach', { name: it.name })}
                icon={IconX}
                onClick={() => onDrop(it)}
              />
            </li>
          ))}
        </ul>
      )}
      <input
        id={id}
        className="input"
        type="search"
        autoComplete="off"
        placeholder={text('messaging.person')}
        value={search}
        onChange={(event) => type(event.target.value)}
      />
      <div className="people-found">
        <Suspense>
          <Found
            search={wanted.trim()}
            taken={taken}
            onChoose={(it) => {
              type('')
              onChoose(it)
            }}
          />
        </Suspense>
      </div>
    </div>
  )
}

type FoundProps = { search: string; taken: readonly string[]; onChoose(person: Chosen): void }

function Found({ search, taken, onChoose }: FoundProps) {
  const text = useText(messagingTexts)
  const { items } = useList(listMembers, { limit: 30, ...(search ? { search } : {}) })
  const people = items.filter((it) => it.active && !it.isMe && !taken.includes(it.id))
  if (people.length === 0) return <p className="hint">{text('messaging.person-none')}</p>
  return (
    <ul>
      {people.map(({ id, name }) => (
        <li key={id}>
          <button type="button" className="inbox-line" onClick={() => onChoose({ id, name })}>
            <Avatar name={name} of={id} />
            <span className="inbox-words">
              <b>{name}</b>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
