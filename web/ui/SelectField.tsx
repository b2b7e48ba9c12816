/** One of a list. Short lists are the device's own; `searchable` ones are typed into. */
import { IconChevronDown } from '@tabler/icons-react'
import type fr from '../locales/fr.ts'
import { useText } from '../text.tsx'
import { Combobox } from './Combobox.tsx'
import { FieldFrame, type FieldProps, useField } from './Field.tsx'

export type Option = { value: string; text: string; hint?: string }
export type SelectFieldProps = FieldProps & {
  options: readonly Option[]
  searchable?: boolean
  placeholder?: string
}

export function SelectField({ searchable, ...props }: SelectFieldProps) {
  return searchable ? <Combobox {...props} /> : <Native {...props} />
}

function Native({ name, label, hint, options, placeholder }: SelectFieldProps) {
  const field = useField({ name, label, hint })
  const text = useText<typeof fr>()
  return (
    <FieldFrame name={name} label={label} hint={hint} {...field}>
      <div className="inside">
        <select
          className="input"
          {...field.input}
          data-empty={!field.value || undefined}
          value={String(field.value ?? '')}
          onChange={(event) => field.set(event.target.value)}
          onBlur={field.left}
        >
          <option value="" disabled={field.isRequired}>
            {placeholder ?? text('field.choose')}
          </option>
          {options.map((it) => (
            <option key={it.value} value={it.value}>
              {it.text}
            </option>
          ))}
        </select>
        <IconChevronDown size={18} className="chevron" />
      </div>
    </FieldFrame>
  )
}
