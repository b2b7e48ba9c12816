/** A new workspace: what it is for, its name, and the address that follows the name until somebody edits it. */
import { useMemo, useState } from 'react'
import * as z from 'zod/mini'
import { newId } from '#kernel/ids.ts'
import { type Action, useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { CardsField } from '#web/ui/ChoiceField.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { createWorkspace, Kind, readSetup, WorkspaceName } from './contract.ts'
import { besideSlug, isSlug, SlugField } from './SlugField.tsx'
import { useKindText } from './words.tsx'
import { workspacesTexts } from './texts.tsx'

/** The contract's rules, with a sentence for the address. */
const NewWorkspace = z.object({
  kind: Kind,
  name: WorkspaceName,
  slug: z.string().check(z.refine(isSlug, { params: { code: 'space.slug-bad' } } as never)),
})

export function WorkspaceForm({ onOpened }: { onOpened(slug: string): unknown }) {
  const text = useText(workspacesTexts)
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
  // Where there is a choice it is the person's: a house opened as the wrong kind is begun again.
  const initial = choices.length === 1 ? { kind: choices[0]!.value } : {}

  return (
    <Form action={action} shape={NewWorkspace} fixed={{ id }} initial={initial}>
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
