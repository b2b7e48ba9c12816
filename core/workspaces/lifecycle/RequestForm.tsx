/** Where only administrators create workspaces: the same questions, sent to them. */
import { useState } from 'react'
import { newId } from '#kernel/ids.ts'
import { useAction, useRead } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { CardsField } from '#web/ui/ChoiceField.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { TextArea, TextField } from '#web/ui/TextField.tsx'
import { listWorkspaces, readSetup } from '../contract.ts'
import { besideSlug, SlugField } from '../SlugField.tsx'
import { useKindText } from '../words.tsx'
import { requestWorkspace } from './contract.ts'
import { lifecycleTexts } from './texts.tsx'
import { workspacesTexts } from '../texts.tsx'

export function RequestForm({ onAsked }: { onAsked(): void }) {
  const text = useText(lifecycleTexts, workspacesTexts)
  const kindText = useKindText()
  const { kinds } = useRead(readSetup)
  const [id] = useState(newId)
  const ask = useAction(requestWorkspace, {
    refreshes: [listWorkspaces],
    done: text('life.asked'),
    onDone: onAsked,
  })
  const choices = kinds
    .filter((it) => it.available)
    .map(({ kind }) => ({ value: kind, text: kindText(kind).title, hint: kindText(kind).hint }))
  return (
    <Form
      action={{ ...ask, problem: besideSlug(ask.problem) }}
      fixed={{ id }}
      initial={{ kind: choices[0]?.value }}
      draft="workspace-request"
    >
      <p>{text('life.ask-hint')}</p>
      <CardsField name="kind" label={text('space.kind')} choices={choices} />
      <TextField name="name" label={text('space.name')} placeholder={text('space.name-example')} />
      <SlugField />
      <TextArea
        name="message"
        label={text('life.ask-message')}
        hint={text('life.ask-message-hint')}
        maxLength={500}
      />
      <SubmitButton wide>{text('life.ask-do')}</SubmitButton>
    </Form>
  )
}
