import { LocaleField, ZoneField } from '#core/identity/ui.tsx'
import { useAction, useRead } from '#web/api.tsx'
import { useEnter, useMay, useReread } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { changeWorkspace, leaveWorkspace, readWorkspace } from './contract.ts'
import type fr from './locales/fr.ts'
import { useRefusal } from './MemberMenu.tsx'

export function SettingsPage() {
  const text = useText<typeof fr>()
  const mayManage = useMay('workspace.manage')
  const reread = useReread()
  const enter = useEnter()
  const { slug, name, locale, timeZone } = useRead(readWorkspace)
  const save = useAction(changeWorkspace, {
    refreshes: [readWorkspace],
    done: text('settings.saved'),
    onDone: reread,
  })
  const leave = useAction(leaveWorkspace, { onDone: () => enter('/app') })
  useRefusal(leave)
  const leaveForGood = async () => {
    const isSure = await ask({
      title: text('settings.leave-ask', { name }),
      text: text('settings.leave-hint'),
      confirm: text('settings.leave-confirm'),
      danger: true,
    })
    if (isSure) await leave.run()
  }

  return (
    <Page title={text('settings.title')} narrow>
      {mayManage && (
        <Panel title={text('settings.general')}>
          <Form action={save} initial={{ name, locale, timeZone }}>
            <TextField name="name" label={text('space.name')} />
            <LocaleField label={text('settings.locale')} hint={text('settings.locale-hint')} />
            <ZoneField label={text('settings.time-zone')} />
            <FormFoot>
              <SubmitButton>{text('settings.save')}</SubmitButton>
            </FormFoot>
          </Form>
        </Panel>
      )}
      <Panel>
        <CopyField label={text('settings.address')} value={`${location.origin}/app/${slug}`} />
      </Panel>
      <Panel title={text('settings.leave')} hint={text('settings.leave-hint')}>
        <Button look="danger" pending={leave.pending} onClick={() => void leaveForGood()}>
          {text('settings.leave-confirm')}
        </Button>
      </Panel>
    </Page>
  )
}
