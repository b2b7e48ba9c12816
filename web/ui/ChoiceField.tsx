/** Fields that hold a choice: a box to tick, a bar of two to five. */
import type { ReactNode } from 'react'
import { FieldFault, FieldFrame, type FieldProps, useField } from './Field.tsx'
import { type Choice, Segmented } from './Tabs.tsx'

export function CheckboxField({
  name,
  label,
  hint,
}: Omit<FieldProps, 'label'> & { label: string }) {
  const field = useField({ name, label, hint })
  return (
    <div className="field" data-invalid={field.error ? true : undefined}>
      <label className="check">
        <input
          type="checkbox"
          {...field.input}
          aria-required={undefined}
          checked={field.value === true}
          onChange={(event) => field.set(event.target.checked)}
        />
        <span>
          {label}
          {hint && (
            <span className="hint" id={`${field.id}-hint`}>
              {hint}
            </span>
          )}
        </span>
      </label>
      <FieldFault id={field.id} error={field.error} />
    </div>
  )
}

type SegmentedFieldProps = FieldProps & { choices: readonly Choice[] }

export function SegmentedField({ name, label, hint, choices }: SegmentedFieldProps) {
  const field = useField({ name, label, hint })
  return (
    <FieldFrame isGroup name={name} label={label} hint={hint} {...field}>
      <div id={field.id} tabIndex={-1} className="holder">
        <Segmented
          label={label}
          value={field.value as string}
          choices={choices}
          onChange={field.set}
        />
      </div>
    </FieldFrame>
  )
}

type CardChoice = { value: string; text: string; hint?: ReactNode; disabled?: boolean }

/** Choices that need a sentence each, as cards. */
export function CardsField({
  name,
  label,
  hint,
  choices,
}: FieldProps & { choices: readonly CardChoice[] }) {
  const field = useField({ name, label, hint })
  return (
    <fieldset
      className="field cards"
      data-invalid={field.error ? true : undefined}
      id={field.id}
      tabIndex={-1}
    >
      <legend>{label}</legend>
      {hint && <p className="hint">{hint}</p>}
      {choices.map((it) => (
        <label key={it.value} className="card" data-disabled={it.disabled || undefined}>
          <input
            type="radio"
            name={name}
            value={it.value}
            disabled={it.disabled}
            checked={field.value === it.value}
            onChange={() => field.set(it.value)}
          />
          <span>
            <strong>{it.text}</strong>
            {it.hint && <span className="hint">{it.hint}</span>}
          </span>
        </label>
      ))}
      <FieldFault id={field.id} error={field.error} />
    </fieldset>
  )
}
