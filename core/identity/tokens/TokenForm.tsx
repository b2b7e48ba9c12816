/** A new token, the mildest choices first: reading alone, for ninety days. */
import { useState } from 'react'
import * as z from 'zod/mini'
import { newId } from '#kernel/ids.ts'
import { type Action, useAction } from '#web/api.tsx'
import { CardsField } from '#web/ui/ChoiceField.tsx'
import { Form, FormFoot, SubmitButton, useForm } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { useAccountText } from '../account/texts.tsx'
import { PersonName } from '../contract.ts'
import type { ProofFields } from '../factors/contract.ts'
import { ProofField, shapeWith, useProof } from '../factors/ProofField.tsx'
import { Access, createToken, lifetimes, listTokens } from './contract.ts'
import { usePhrases } from './phrases.tsx'

const EVERYWHERE = 'all'
const FOREVER = 'none'

/** What the form holds: a choice of a list is text until it is sent. */
const wanted = {
  name: PersonName,
  where: z.string(),
  access: Access,
  permissions: z.array(z.string()),
  days: z.string(),
}
type Wanted = z.output<z.ZodMiniObject<typeof wanted>> & ProofFields

type TokenFormProps = {
  permissions: readonly string[]
  places: readonly { id: string; name: string }[]
  onDone(secret: string): void
}

export function TokenForm({ permissions, places, onDone }: TokenFormProps) {
  const say = useAccountText()
  const proof = useProof()
  // Sent again after a silence, it is the same token.
  const [id] = useState(newId)
  const create = useAction(createToken, {
    refreshes: [listTokens],
    onDone: ({ secret }) => onDone(secret),
  })
  const send = ({ where, days, access, ...rest }: Wanted) =>
    create.run({
      ...rest,
      id,
      access,
      workspaceId: where === EVERYWHERE ? null : where,
      days: lifetimes.find((it) => String(it) === days) ?? null,
    })
  const action: Action = { ...create, run: send as Action['run'] }
  return (
    <Form
      action={action}
      shape={shapeWith(proof, wanted)}
      initial={{ name: '', where: EVERYWHERE, access: 'read', permissions: [], days: '90' }}
    >
      <TextField name="name" label={say('tokens.name')} hint={say('tokens.name-hint')} />
      <SelectField
        name="where"
        label={say('tokens.workspace')}
        options={[
          { value: EVERYWHERE, text: say('tokens.everywhere') },
          ...places.map((it) => ({ value: it.id, text: it.name })),
        ]}
      />
      <CardsField
        name="access"
        label={say('tokens.access')}
        choices={[
          { value: 'read', text: say('tokens.read'), hint: say('tokens.read-hint') },
          { value: 'write', text: say('tokens.write'), hint: say('tokens.write-hint') },
          { value: 'chosen', text: say('tokens.chosen'), hint: say('tokens.chosen-hint') },
        ]}
      />
      <Permissions all={permissions} />
      <SelectField
        name="days"
        label={say('tokens.days')}
        options={[
          ...lifetimes.map((days) => ({
            value: String(days),
            text: say('tokens.days-of', { days }),
          })),
          { value: FOREVER, text: say('tokens.forever') },
        ]}
      />
      <Forever />
      <ProofField proof={proof} />
      <FormFoot>
        <SubmitButton>{say('tokens.create')}</SubmitButton>
      </FormFoot>
    </Form>
  )
}

/** By what they are about, in the words of the page that says who may do what. */
function Permissions({ all }: { all: readonly string[] }) {
  const say = useAccountText()
  const { groups } = usePhrases(all)
  const { values, set } = useForm()
  if (values['access'] !== 'chosen') return null
  const ticked = values['permissions'] as readonly string[]
  const toggle = (permission: string, isOn: boolean) =>
    set('permissions', isOn ? [...ticked, permission] : ticked.filter((it) => it !== permission))
  return (
    <fieldset className="field">
      <legend>{say('tokens.rights')}</legend>
      {groups.map(({ title, items }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          {items.map(({ permission, text }) => (
            <label key={permission} className="check">
              <input
                type="checkbox"
                checked={ticked.includes(permission)}
                onChange={(event) => toggle(permission, event.target.checked)}
              />
              <span>{text}</span>
            </label>
          ))}
        </section>
      ))}
    </fieldset>
  )
}

function Forever() {
  const say = useAccountText()
  const { values } = useForm()
  if (values['days'] !== FOREVER) return null
  return <Notice tone="warning">{say('tokens.forever-warning')}</Notice>
}
