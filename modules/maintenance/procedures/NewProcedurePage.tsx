import { useAction } from '#web/api.tsx'
import { useGo } from '#web/go.tsx'
import { later } from '#web/later.tsx'
import { useText } from '#web/text.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Stack } from '#web/ui/Panel.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { maintenanceTexts } from '../texts.tsx'
import { createProcedure } from './contract.ts'
import { showProcedures } from './shows.tsx'

const ImportPanel = later(() => import('../imports/ImportPanel.tsx').then((it) => it.ImportPanel))

/** A title is enough to begin. */
export function NewProcedurePage() {
  const text = useText(maintenanceTexts)
  const go = useGo()
  const create = useAction(createProcedure, {
    refreshes: showProcedures,
    done: text('procedures.created'),
    onDone: ({ procedureId }) => go(`/procedures/${procedureId}/edit`),
  })
  return (
    <Page
      narrow
      title={text('procedures.new')}
      subtitle={text('procedures.new-subtitle')}
      back={{ to: '/procedures', text: text('procedures.title') }}
    >
      <Stack>
        <Panel>
          <Form action={create} initial={{ title: '', category: '' }} draft="procedure">
            <TextField
              name="title"
              label={text('procedures.name')}
              placeholder={text('procedures.title-example')}
              maxLength={200}
            />
            <TextField name="category" label={text('procedures.category')} maxLength={80} />
            <FormFoot>
              <SubmitButton>{text('procedures.create')}</SubmitButton>
            </FormFoot>
          </Form>
        </Panel>
        <ImportPanel />
      </Stack>
    </Page>
  )
}
