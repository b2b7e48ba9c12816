import { useAction, useRead } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { CardsField, CheckboxField } from '#web/ui/ChoiceField.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { maintenanceTexts } from '../texts.tsx'
import { changeProcedureSettings, readProcedureSettings } from './contract.ts'

/** Who publishes, and what becomes of a version that is retracted. */
export function ProcedureSettingsPage() {
  const text = useText(maintenanceTexts)
  const settings = useRead(readProcedureSettings)
  const save = useAction(changeProcedureSettings, {
    refreshes: [readProcedureSettings],
    done: text('procedures.settings.saved'),
  })
  return (
    <SettingsPage
      title={text('procedures.settings.title')}
      subtitle={text('procedures.settings.hint')}
    >
      <Panel>
        <Form action={save} initial={settings}>
          <CheckboxField
            name="needsFourEyes"
            label={text('procedures.settings.four-eyes')}
            hint={text('procedures.settings.four-eyes-hint')}
          />
          <CardsField
            name="onRetract"
            label={text('procedures.settings.on-retract')}
            choices={[
              { value: 'warn', text: text('procedures.settings.warn') },
              { value: 'block', text: text('procedures.settings.block') },
            ]}
          />
          <FormFoot>
            <SubmitButton>{text('procedures.settings.save')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
    </SettingsPage>
  )
}
