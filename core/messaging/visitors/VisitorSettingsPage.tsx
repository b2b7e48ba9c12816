import { useAction, useRead } from '#web/api.tsx'
import { useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { CheckboxField } from '#web/ui/ChoiceField.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { NumberField } from '#web/ui/TextField.tsx'
import { changeVisitorRules, readVisitorRules } from './contract.ts'
import { visitorsTexts } from './texts.tsx'

/** Whether people outside may write, and for how long what they write is kept. */
export function VisitorSettingsPage() {
  const text = useText(visitorsTexts)
  const { slug } = useWorkspace()
  const rules = useRead(readVisitorRules)
  const change = useAction(changeVisitorRules, {
    refreshes: [readVisitorRules],
    done: text('visitors.saved'),
  })
  return (
    <SettingsPage title={text('visitors.settings')} subtitle={text('visitors.settings-subtitle')}>
      <Panel>
        <Form action={change} initial={rules}>
          <CheckboxField
            name="isOpen"
            label={text('visitors.is-open')}
            hint={text('visitors.is-open-hint')}
          />
          <NumberField
            name="keptMonths"
            label={text('visitors.kept')}
            hint={text('visitors.kept-hint')}
            unit={text('visitors.kept-unit')}
          />
          <FormFoot>
            <SubmitButton>{text('visitors.save')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
      {rules.isOpen && (
        <Panel title={text('visitors.public-page')} hint={text('visitors.public-page-hint')}>
          <CopyField
            label={text('visitors.public-address')}
            value={`${location.origin}/contact/${slug}`}
          />
        </Panel>
      )}
    </SettingsPage>
  )
}
