/** Fields that hold text, a password or a number. */
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { type InputHTMLAttributes, useEffect, useState } from 'react'
import type fr from '../locales/fr.ts'
import { useFormat } from '../format.tsx'
import { useText } from '../text.tsx'
import { FieldFrame, type FieldProps, useField } from './Field.tsx'
import { IconButton } from './Button.tsx'
import { useForm } from './Form.tsx'

type Kept =
  | 'autoComplete'
  | 'autoFocus'
  | 'maxLength'
  | 'placeholder'
  | 'inputMode'
  | 'autoCapitalize'
  | 'spellCheck'
type TextFieldProps = FieldProps &
  Pick<InputHTMLAttributes<HTMLInputElement>, Kept> & {
    type?: 'text' | 'email' | 'url' | 'tel' | 'search' | 'date' | 'time'
  }

export function TextField({ name, label, hint, type = 'text', ...rest }: TextFieldProps) {
  const field = useField({ name, label, hint })
  return (
    <FieldFrame name={name} label={label} hint={hint} {...field}>
      <input
        className="input"
        type={type}
        {...rest}
        {...field.input}
        value={String(field.value ?? '')}
        onChange={(event) => field.set(event.target.value)}
        onBlur={field.left}
      />
    </FieldFrame>
  )
}

/** A calendar day, in the device's own calendar. */
export const DateField = (props: FieldProps) => <TextField {...props} type="date" />

type TextAreaProps = FieldProps & { rows?: number; maxLength?: number; placeholder?: string }

/** Grows with what is typed. With `maxLength`, says what is left near the end. */
export function TextArea({ name, label, hint, rows = 3, maxLength, placeholder }: TextAreaProps) {
  const field = useField({ name, label, hint })
  const { number } = useFormat()
  const words = String(field.value ?? '')
  const left = maxLength === undefined ? Infinity : maxLength - words.length
  return (
    <FieldFrame name={name} label={label} hint={hint} {...field}>
      <textarea
        className="input"
        rows={rows}
        placeholder={placeholder}
        {...field.input}
        value={words}
        onChange={(event) => field.set(event.target.value)}
        onBlur={field.left}
      />
      {left < 60 && <span className="hint count">{number(left)}</span>}
    </FieldFrame>
  )
}

type PasswordFieldProps = FieldProps & { autoComplete?: 'current-password' | 'new-password' }

export function PasswordField({
  name,
  label,
  hint,
  autoComplete = 'current-password',
}: PasswordFieldProps) {
  const field = useField({ name, label, hint })
  const text = useText<typeof fr>()
  const { draft } = useForm()
  const [isShown, show] = useState(false)
  // eslint-disable-next-line react-hooks/exhaustive-deps -- hide only writes into a set that lives as long as the form
  useEffect(() => draft.hide(name), [name])
  return (
    <FieldFrame name={name} label={label} hint={hint} {...field}>
      <div className="inside">
        <input
          className="input"
          type={isShown ? 'text' : 'password'}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          {...field.input}
          value={String(field.value ?? '')}
          onChange={(event) => field.set(event.target.value)}
          onBlur={field.left}
        />
        <IconButton
          label={text(isShown ? 'field.hide-password' : 'field.show-password')}
          icon={isShown ? IconEyeOff : IconEye}
          onClick={() => show(!isShown)}
        />
      </div>
    </FieldFrame>
  )
}

type NumberFieldProps = FieldProps & {
  /** Shown after the number: the unit. */
  unit?: string
  decimal?: boolean
  placeholder?: string
}

/** A number as people write it, with comma or point; what is no number stays as typed and is refused by the shape. */
export function NumberField({ name, label, hint, unit, decimal, placeholder }: NumberFieldProps) {
  const field = useField({ name, label, hint })
  const [typed, setTyped] = useState<string>()
  const shown =
    typed !== undefined && read(typed) === field.value ? typed : String(field.value ?? '')
  return (
    <FieldFrame name={name} label={label} hint={hint} {...field}>
      <div className="inside">
        <input
          className="input number"
          inputMode={decimal ? 'decimal' : 'numeric'}
          autoComplete="off"
          placeholder={placeholder}
          {...field.input}
          value={shown}
          onChange={(event) => {
            setTyped(event.target.value)
            field.set(read(event.target.value))
          }}
          onBlur={field.left}
        />
        {unit && <span className="unit">{unit}</span>}
      </div>
    </FieldFrame>
  )
}

function read(typed: string): number | string {
  const plain = typed
    .replaceAll(/[\s\u00A0\u202F]/g, '')
    .replace(',', '.')
    .replace('−', '-')
  return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : typed.trim()
}
