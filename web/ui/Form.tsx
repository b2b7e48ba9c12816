/** A form bound to a contract's shape: the same rules as the server, the person's language, nothing typed is lost. */
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { type FieldError, InvalidInput, type Shape } from '#kernel/contract.ts'
import { type Action, NetworkFailure } from '../api.tsx'
import type fr from '../locales/fr.ts'
import { fieldText, useProblemText } from '../problems.tsx'
import { useText, useTexts } from '../text.tsx'
import { Button, type ButtonProps } from './Button.tsx'
import { faults, filled, isBlank, isRequired } from './check.tsx'
import { type Draft, useDraft } from './draft.tsx'
import { Notice } from './Notice.tsx'
import { Summary } from './Summary.tsx'

export type Values = Record<string, unknown>
export type Field = { label: string; id: string }
type FormApi = {
  values: Values
  pending: boolean
  errorOf(name: string): string | undefined
  isRequired(name: string): boolean
  /** Says so beside the label: a field that may stay empty and is empty at first. */
  saysOptional(name: string): boolean
  set(name: string, value: unknown): void
  left(name: string): void
  register(name: string, field: Field): () => void
  draft: Draft
}
const FormContext = createContext<FormApi | null>(null)

const NEAREST = { block: 'nearest' } as const

export function useForm(): FormApi {
  const form = useContext(FormContext)
  if (!form) throw new Error('a field lives in a Form')
  return form
}

type FormProps = {
  action: Action
  /** What is checked; the action's own input when absent. */
  shape?: Shape
  initial?: Values
  /** Sent along without a field: path parameters, ids. */
  fixed?: Values
  /** Empties the form once it is done. */
  clear?: boolean
  /** Keeps what is typed across a reload of this tab, under this name. */
  draft?: string
  children: ReactNode
}

export function Form({
  action,
  shape = action.endpoint.input,
  initial = {},
  fixed,
  clear,
  draft: draftKey,
  children,
}: FormProps) {
  const text = useText<typeof fr>()
  const texts = useTexts()
  const draft = useDraft(draftKey)
  const [values, setValues] = useState<Values>(() => ({ ...initial, ...draft.found }))
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [round, setRound] = useState(0)
  const fields = useRef(new Map<string, Field>())
  const summary = useRef<HTMLDivElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const problemText = useProblemText(action.problem)

  const check = (from: Values) => faults(shape, { ...filled(shape, from), ...fixed })
  const focusFault = (found: readonly FieldError[]) => {
    const here = found.map((it) => fields.current.get(it.path)?.id).filter((it) => it !== undefined)
    setTimeout(() =>
      (here.length === 1 ? document.getElementById(here[0]!) : summary.current)?.focus(),
    )
  }

  // The server has the last word: its errors land beside the same fields.
  const { problem } = action
  useEffect(() => {
    if (!InvalidInput.is(problem)) return
    const found = (problem.facts['errors'] ?? []) as FieldError[]
    setErrors(found)
    focusFault(found)
  }, [problem])

  // A refusal below the fold would look like a button that does nothing.
  useEffect(() => {
    if (problem) form.current?.querySelector(':scope > .notice')?.scrollIntoView?.(NEAREST)
  }, [problem])

  const submit = async () => {
    if (action.pending) return
    const found = check(values)
    setErrors(found)
    if (found.length) return focusFault(found)
    const reply = await action.run({ ...filled(shape, values), ...fixed })
    if (reply === undefined) return
    draft.forget()
    if (!clear) return
    setValues(initial)
    setRound(round + 1)
  }

  const api: FormApi = {
    values,
    pending: action.pending,
    draft,
    errorOf: (name) => {
      const error = errors.find((it) => it.path === name)
      return error && fieldText(texts, error)
    },
    isRequired: (name) => isRequired(shape, name),
    saysOptional: (name) => !isRequired(shape, name) && isBlank(initial[name]),
    set: (name, value) => {
      const next = { ...values, [name]: value }
      setValues(next)
      draft.keep(next)
      if (errors.some((it) => it.path === name)) {
        const found = check(next).filter((it) => it.path === name)
        setErrors([...errors.filter((it) => it.path !== name), ...found])
      }
    },
    left: (name) => {
      if (isBlank(values[name])) return // nobody is scolded for passing by
      const found = check(values).filter((it) => it.path === name)
      setErrors((now) => [...now.filter((it) => it.path !== name), ...found])
    },
    register: (name, field) => {
      fields.current.set(name, field)
      return () => void fields.current.delete(name)
    },
  }

  return (
    <FormContext value={api}>
      <form
        ref={form}
        className="form"
        noValidate
        aria-busy={action.pending || undefined}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            form.current?.requestSubmit()
        }}
      >
        {errors.length > 1 && <Summary ref={summary} errors={errors} fields={fields.current} />}
        {draft.found && <p className="hint">{text('field.draft')}</p>}
        <div key={round} className="fields">
          {children}
        </div>
        {problem && !(InvalidInput.is(problem) && errors.length > 0) && (
          <Notice
            tone="error"
            action={
              problem instanceof NetworkFailure && (
                <Button small onClick={submit}>
                  {text('app.retry')}
                </Button>
              )
            }
          >
            {problemText}
          </Notice>
        )}
      </form>
    </FormContext>
  )
}

/** Sends the form; stays focusable while it is on its way. */
export function SubmitButton({ children, ...rest }: Omit<ButtonProps, 'type' | 'pending'>) {
  const { pending } = useForm()
  return (
    <Button look="filled" {...rest} type="submit" pending={pending}>
      {children}
    </Button>
  )
}

/** The foot of a form: its buttons, within the thumb's reach on a phone. */
export const FormFoot = ({ children }: { children: ReactNode }) => (
  <div className="form-foot">{children}</div>
)
