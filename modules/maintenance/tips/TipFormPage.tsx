import { useAction, useRead } from '#web/api.tsx'
import { useGo, useParam } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { TextArea, TextField } from '#web/ui/TextField.tsx'
import { changeTip, listTips, proposeTip, readTip } from './contract.ts'
import { tipsTexts } from './texts.tsx'

const refreshes = [listTips, readTip] as const

export function NewTipPage() {
  const text = useText(tipsTexts)
  const go = useGo()
  const propose = useAction(proposeTip, {
    refreshes,
    done: text('tips.proposed'),
    onDone: ({ id }) => go(`/tips/${id}`),
  })
  return (
    <Page
      narrow
      title={text('tips.new')}
      subtitle={text('tips.new-subtitle')}
      back={{ to: '/tips', text: text('tips.title') }}
    >
      <Panel>
        <Form action={propose} initial={{ title: '', content: '', category: '' }} draft="tip">
          <TipFields />
          <FormFoot>
            <SubmitButton>{text('tips.propose')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
    </Page>
  )
}

export function EditTipPage() {
  const text = useText(tipsTexts)
  const go = useGo()
  const tipId = useParam('id')
  const { title, content, category, tags, procedure, revision } = useRead(readTip, { tipId })
  const change = useAction(changeTip, {
    refreshes,
    done: text('tips.saved'),
    onDone: () => go(`/tips/${tipId}`),
  })
  const fixed = { tipId, revision, tags, procedureId: procedure?.id ?? null }
  return (
    <Page narrow title={text('tips.edit')} back={{ to: `/tips/${tipId}`, text: title }}>
      <Panel>
        <Form action={change} fixed={fixed} initial={{ title, content, category }}>
          <TipFields />
          <FormFoot>
            <SubmitButton>{text('tips.save')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
    </Page>
  )
}

function TipFields() {
  const text = useText(tipsTexts)
  return (
    <>
      <TextField
        name="title"
        label={text('tips.what')}
        placeholder={text('tips.what-example')}
        maxLength={200}
      />
      <TextArea name="content" label={text('tips.content')} rows={6} maxLength={5000} />
      <TextField name="category" label={text('tips.category')} maxLength={80} />
    </>
  )
}
