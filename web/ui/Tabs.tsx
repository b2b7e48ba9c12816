/** Views of one thing, side by side. */
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'

type Tab = { key: string; text: string; content: ReactNode }

export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const id = useId()
  const [chosen, choose] = useState(tabs[0]?.key)
  const current = tabs.find((it) => it.key === chosen) ?? tabs[0]
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!by || !current) return
    const next = tabs.at((tabs.indexOf(current) + by) % tabs.length)!
    choose(next.key)
    event.currentTarget.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus()
  }

  return (
    <div>
      <div className="tabs" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map(({ key, text }) => (
          <button
            key={key}
            type="button"
            role="tab"
            data-key={key}
            id={`${id}-${key}`}
            aria-selected={key === current?.key}
            aria-controls={`${id}-panel`}
            tabIndex={key === current?.key ? 0 : -1}
            onClick={() => choose(key)}
          >
            {text}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current?.key}`}>
        {current?.content}
      </div>
    </div>
  )
}

export type Choice<Value extends string = string> = {
  value: Value
  text: ReactNode
  label?: string
}
type SegmentedProps<Value extends string> = {
  label: string
  name?: string
  value: Value | undefined
  choices: readonly Choice<Value>[]
  onChange(value: Value): void
}

/** Two to five choices of which one holds: radio buttons in one bar. */
export function Segmented<Value extends string>({
  label,
  name,
  value,
  choices,
  onChange,
}: SegmentedProps<Value>) {
  const id = useId()
  return (
    <div className="segmented" role="radiogroup" aria-label={label}>
      {choices.map((it) => (
        <label key={it.value} title={it.label}>
          <input
            type="radio"
            name={name ?? id}
            value={it.value}
            checked={it.value === value}
            aria-label={it.label}
            onChange={() => onChange(it.value)}
          />
          <span>{it.text}</span>
        </label>
      ))}
    </div>
  )
}
