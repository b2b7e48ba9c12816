/** A new workspace: what it is for, its name, and the address that follows the name until somebody edits it. */
import { useEffect, useMemo, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { InvalidInput } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { type Action, type Fault, useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { CardsField } from '#web/ui/ChoiceField.tsx'
import { Form, SubmitButton, useForm } from '#web/ui/Form.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import {
  createWorkspace,
  Kind,
  readSetup,
  SLUG,
  SlugReserved,
  SlugTaken,
  WorkspaceName,
} from './contract.ts'
import type fr from './locales/fr.ts'
import { slugOf } from './slug.tsx'
import { useKindText } from './words.tsx'

const isSlug = (value: string) => SLUG.test(value.trim().toLowerCase())
/** The contract's rules, with a sentence for the address. */
const NewWorkspace = z.object({
  kind: Kind,
  name: WorkspaceName,
  slug: z.string().check(z.refine(isSlug, { params: { code: 'space.slug-bad' } } as never)),
})

export function WorkspaceForm({ onOpened }: { onOpened(slug: string): unknown }) {
  const text = useText<typeof fr>()
  const kindText = useKindText()
  const { list } = useFormat()
  const { kinds } = useRead(readSetup)
  const [id] = useState(newId)
  const create = useAction(createWorkspace, { onDone: ({ slug }) => void onOpened(slug) })
  const problem = useMemo(() => besideSlug(create.problem), [create.problem])
  const action: Action = { ...create, problem }
  const choices = kinds
    .filter((it) => it.available)
    .map(({ kind }) => ({ value: kind, text: kindText(kind).title, hint: kindText(kind).hint }))
  const later = kinds.filter((it) => !it.available).map((it) => kindText(it.kind).module)

  return (
    <Form action={action} shape={NewWorkspace} fixed={{ id }} initial={{ kind: choices[0]?.value }}>
      <div className="field">
        <CardsField name="kind" label={text('space.kind')} choices={choices} />
        {later.length > 0 && <p className="hint">{text('kind.later', { kinds: list(later) })}</p>}
      </div>
      <TextField name="name" label={text('space.name')} placeholder={text('space.name-example')} />
      <SlugField />
      <SubmitButton wide>{text('space.create')}</SubmitButton>
    </Form>
  )
}

/** Suggested from the name; says where the workspace will open while it is typed. */
function SlugField() {
  const text = useText<typeof fr>()
  const { values, set } = useForm()
  const suggested = useRef('')
  const name = String(values['name'] ?? '')
  const slug = String(values['slug'] ?? '')
  useEffect(() => {
    const next = slugOf(name)
    const isOwn = slug !== '' && slug !== suggested.current
    if (isOwn || next === slug) return
    suggested.current = next
    set('slug', next)
  })
  const address = `${location.host}/app/${slug.trim().toLowerCase()}`
  return (
    <TextField
      name="slug"
      label={text('space.slug')}
      hint={isSlug(slug) ? text('space.slug-preview', { address }) : text('space.slug-rule')}
      autoCapitalize="none"
      spellCheck={false}
      autoComplete="off"
    />
  )
}

/** A taken or reserved address is a fault of that field. */
function besideSlug(problem: Fault | undefined): Fault | undefined {
  if (!SlugTaken.is(problem) && !SlugReserved.is(problem)) return problem
  return InvalidInput({ errors: [{ path: 'slug', code: problem.code, facts: {} }] })
}
