/** Fields of the builder: they hold what the draft holds, and save by themselves. */
import { type ReactNode, useId, useState } from 'react'

type FrameProps = { id: string; label: string; hint?: string | undefined; children: ReactNode }

const Frame = ({ id, label, hint, children }: FrameProps) => (
  <div className="field">
    <div className="field-label">
      <label htmlFor={id}>{label}</label>
    </div>
    {hint && (
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    {children}
  </div>
)

type WordsProps = {
  label: string
  hint?: string
  value: string
  onChange(value: string): void
  maxLength: number
  placeholder?: string
  rows?: number
  autoFocus?: boolean
}

export function Words({ label, hint, value, onChange, rows, ...rest }: WordsProps) {
  const id = useId()
  const shared = {
    id,
    className: 'input',
    value,
    dir: 'auto' as const,
    'aria-describedby': hint ? `${id}-hint` : undefined,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
    ...rest,
  }
  return (
    <Frame id={id} label={label} hint={hint}>
      {rows ? <textarea rows={rows} {...shared} /> : <input {...shared} />}
    </Frame>
  )
}

type AmountProps = {
  label: string
  value: number | null
  onChange(value: number | null): void
  min?: number
  isWhole?: boolean
}

/** With comma or point; what is no number yet stays as it is typed and changes nothing. */
export function Amount({ label, value, onChange, min, isWhole }: AmountProps) {
  const id = useId()
  const [typed, type] = useState<string>()
  const shown = typed !== undefined && read(typed) === value ? typed : (value ?? '').toString()
  return (
    <Frame id={id} label={label}>
      <input
        id={id}
        className="input"
        inputMode={isWhole ? 'numeric' : 'decimal'}
        value={typed !== undefined && read(typed) === undefined ? typed : shown}
        onChange={({ target }) => {
          type(target.value)
          const amount = read(target.value)
          if (amount === undefined || (amount !== null && amount < (min ?? -1e9))) return
          if (amount !== null && (amount > 1e9 || (isWhole && !Number.isInteger(amount)))) return
          onChange(amount)
        }}
      />
    </Frame>
  )
}

function read(typed: string): number | null | undefined {
  const plain = typed.replaceAll(/\s/g, '').replace(',', '.')
  if (plain === '') return null
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}

type TickProps = { label: string; hint?: string; value: boolean; onChange(value: boolean): void }

export function Tick({ label, hint, value, onChange }: TickProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />
      <span>
        {label}
        {hint && <span className="hint">{hint}</span>}
      </span>
    </label>
  )
}

type NamesProps = {
  label: string
  hint: string
  value: readonly string[]
  onChange(value: string[]): void
}

/** Names parted by commas. */
export function Names({ label, hint, value, onChange }: NamesProps) {
  const [typed, type] = useState<string>()
  const names = (text: string) =>
    [...new Set(text.split(',').map((it) => it.trim()))]
      .filter((it) => it !== '' && it.length <= 80)
      .slice(0, 20)
  const isSame = typed !== undefined && names(typed).join() === value.join()
  return (
    <Words
      label={label}
      hint={hint}
      maxLength={1600}
      value={isSame ? typed : value.join(', ')}
      onChange={(text) => {
        type(text)
        onChange(names(text))
      }}
    />
  )
}
