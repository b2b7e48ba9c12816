import { LocaleField, ZoneField } from '#core/identity/ui.tsx'
import { useAction, useRead } from '#web/api.tsx'
import { useMay, useReread } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { changeWorkspace, readWorkspace } from '../contract.ts'
import { settingsTexts } from './texts.tsx'
import { workspacesTexts } from '../texts.tsx'

export function GeneralPage() {
  const text = useText(settingsTexts, workspacesTexts)
  const mayManage = useMay('workspace.manage')
  const reread = useReread()
  const { slug, name, locale, timeZone } = useRead(readWorkspace)
  const save = useAction(changeWorkspace, {
    refreshes: [readWorkspace],
    done: text('settings.saved'),
    onDone: reread,
  })

  return (
    <SettingsPage title={text('settings.general')} subtitle={text('settings.general-hint')}>
      <Panel>
        {mayManage ? (
          <Form action={save} initial={{ name, locale, timeZone }}>
            <TextField name="name" label={text('space.name')} />
            <LocaleField label={text('settings.locale')} hint={text('settings.locale-hint')} />
            <ZoneField label={text('settings.time-zone')} />
            <FormFoot>
              <SubmitButton>{text('settings.save')}</SubmitButton>
            </FormFoot>
          </Form>
        ) : (
          <p>{text('settings.read-only')}</p>
        )}
      </Panel>
      <Panel>
        <CopyField label={text('settings.address')} value={`${location.origin}/app/${slug}`} />
      </Panel>
    </SettingsPage>
  )
}
