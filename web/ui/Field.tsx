/** What every field has: a label, a hint, an error, and the ties between them. */
import { type ReactNode, useEffect, useId } from 'react'
import type fr from '../locales/fr.ts'
import { useText } from '../text.tsx'
import { useForm } from './Form.tsx'

export type FieldProps = { name: string; label: string; hint?: ReactNode }

/** The ties of one field to its form: give `input` to the element that holds the value. */
export function useField({ name, label, hint }: FieldProps) {
  const id = useId()
  const form = useForm()
  const { register } = form
  // eslint-disable-next-line react-hooks/exhaustive-deps -- register only writes into a map that lives as long as the form
  useEffect(() => register(name, { label, id }), [name, label, id])
  const error = form.errorOf(name)
  const notes = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return {
    id,
    error,
    value: form.values[name],
    set: (value: unknown) => form.set(name, value),
    left: () => form.left(name),
    isRequired: form.isRequired(name),
    saysOptional: form.saysOptional(name),
    input: {
      id,
      name,
      'aria-invalid': error ? true : undefined,
      'aria-describedby': notes || undefined,
      'aria-required': form.isRequired(name) || undefined,
    },
  }
}

type FrameProps = FieldProps & {
  id: string
  error: string | undefined
  saysOptional: boolean
  /** The field is a group that names itself: its words are no label of one input. */
  isGroup?: boolean
  children: ReactNode
}

export function FieldFrame({
  id,
  label,
  hint,
  error,
  saysOptional,
  isGroup,
  children,
}: FrameProps) {
  const text = useText<typeof fr>()
  return (
    <div className="field" data-invalid={error ? true : undefined}>
      <div className="field-label">
        {isGroup ? (
          <span className="group-label">{label}</span>
        ) : (
          <label htmlFor={id}>{label}</label>
        )}
        {saysOptional && <span className="optional">{text('app.optional')}</span>}
      </div>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      <FieldFault id={id} error={error} />
    </div>
  )
}

export const FieldFault = ({ id, error }: { id: string; error: string | undefined }) => (
  <p className="field-error" id={`${id}-error`} aria-live="polite">
    {error}
  </p>
)
