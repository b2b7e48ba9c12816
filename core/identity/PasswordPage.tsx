import { useAction, useCall } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { PasswordField } from '#web/ui/TextField.tsx'
import { changePassword, logOut } from './contract.ts'
import type fr from './locales/fr.ts'
import { NewPasswordField } from './ui.tsx'

export function PasswordPage() {
  const text = useText<typeof fr>()
  const call = useCall()
  const change = useAction(changePassword, { done: text('password.changed') })
  const leaveEverywhere = async () => {
    const isSure = await ask({
      title: text('password.everywhere-ask'),
      text: text('password.everywhere-text'),
      confirm: text('password.everywhere'),
      danger: true,
    })
    if (!isSure) return
    await call(logOut, { everywhere: true })
    location.assign('/login') // a fresh document: nothing of this person stays in memory
  }

  return (
    <Page title={text('password.title')} narrow>
      <Panel title={text('password.change')} hint={text('password.change-hint')}>
        <Form action={change} clear>
          <PasswordField name="current" label={text('password.current')} />
          <NewPasswordField label={text('enter.new-password')} />
          <FormFoot>
            <SubmitButton>{text('password.submit')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
      <Panel title={text('password.devices')} hint={text('password.devices-hint')}>
        <Button look="danger" onClick={() => void leaveEverywhere()}>
          {text('password.everywhere')}
        </Button>
      </Panel>
    </Page>
  )
}
