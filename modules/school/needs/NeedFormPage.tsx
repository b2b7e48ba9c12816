import { VerifyNotice } from '#core/identity/ui.tsx'
import { useAction, useRead } from '#web/api.tsx'
import { useGo, useParam } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { CheckboxField } from '#web/ui/ChoiceField.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { DateField, NumberField, TextArea, TextField } from '#web/ui/TextField.tsx'
import { WeekField } from '../agenda/WeekField.tsx'
import { CategoryField } from '../offers/CategoryField.tsx'
import { changeNeed, listNeeds, postNeed, readNeed } from './contract.ts'
import { needsTexts } from './texts.tsx'

const refreshes = [listNeeds, readNeed] as const

/** Says what one looks for. */
export function NewNeedPage() {
  const text = useText(needsTexts)
  const go = useGo()
  const post = useAction(postNeed, {
    refreshes,
    done: text('needs.posted'),
    onDone: ({ id }) => go(`/exchange/needs/${id}`),
  })
  const initial = { title: '', description: '', slots: [], urgent: false, helpersWanted: 1 }
  return (
    <Page
      title={text('needs.new')}
      subtitle={text('needs.new-subtitle')}
      back={{ to: '/exchange/needs', text: text('needs.title') }}
      narrow
    >
      <VerifyNotice />
      <Panel>
        <Form action={post} initial={initial} draft="need">
          <NeedFields />
          <FormFoot>
            <SubmitButton>{text('needs.post')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
    </Page>
  )
}

export function EditNeedPage() {
  const text = useText(needsTexts)
  const go = useGo()
  const needId = useParam('id')
  const need = useRead(readNeed, { needId })
  const { title, description, category, slots, untilDay, units, urgent, helpersWanted } = need
  const wishes = { category, slots, untilDay, units, urgent, helpersWanted }
  const change = useAction(changeNeed, {
    refreshes,
    done: text('needs.saved'),
    onDone: () => go(`/exchange/needs/${needId}`),
  })
  return (
    <Page title={text('needs.edit')} back={{ to: `/exchange/needs/${needId}`, text: title }} narrow>
      <Panel>
        <Form action={change} fixed={{ needId }} initial={{ title, description, ...wishes }}>
          <NeedFields />
          <FormFoot>
            <SubmitButton>{text('needs.save')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
    </Page>
  )
}

function NeedFields() {
  const text = useText(needsTexts)
  return (
    <>
      <CategoryField />
      <TextField
        name="title"
        label={text('needs.what')}
        placeholder={text('needs.what-example')}
        maxLength={200}
      />
      <TextArea
        name="description"
        label={text('needs.details')}
        hint={text('needs.details-hint')}
        rows={3}
        maxLength={2000}
      />
      <WeekField name="slots" label={text('needs.when')} hint={text('needs.when-hint')} />
      <DateField name="untilDay" label={text('needs.until')} />
      <NumberField
        name="units"
        label={text('needs.units')}
        hint={text('needs.units-hint')}
        unit={text('needs.units-unit')}
      />
      <NumberField name="helpersWanted" label={text('needs.helpers')} />
      <CheckboxField name="urgent" label={text('needs.urgent')} hint={text('needs.urgent-hint')} />
    </>
  )
}
