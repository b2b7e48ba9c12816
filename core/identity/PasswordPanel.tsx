import { useAction } from '#web/api.tsx'
import { usePerson } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { PasswordField } from '#web/ui/TextField.tsx'
import { changePassword, forgotPassword } from './contract.ts'
import { useProof } from './factors/ProofField.tsx'
import { NewPasswordField } from './ui.tsx'
import { identityTexts } from './texts.tsx'

/** An account that came from elsewhere has no password to change: its mailbox gives the first one. */
export const PasswordPanel = () =>
  useProof() === 'password' ? <ChangePanel /> : <FirstPasswordPanel />

function ChangePanel() {
  const text = useText(identityTexts)
  const change = useAction(changePassword, { done: text('password.changed') })
  return (
    <Panel title={text('password.change')} hint={text('password.change-hint')}>
      <Form action={change} clear>
        <PasswordField name="current" label={text('password.current')} />
        <NewPasswordField label={text('enter.new-password')} />
        <FormFoot>
          <SubmitButton>{text('password.submit')}</SubmitButton>
        </FormFoot>
      </Form>
    </Panel>
  )
}

function FirstPasswordPanel() {
  const text = useText(identityTexts)
  const { email } = usePerson()
  const send = useAction(forgotPassword, { done: text('password.link-sent', { email }) })
  return (
    <Panel title={text('password.change')} hint={text('password.none')}>
      <Button pending={send.pending} onClick={() => void send.run({ email })}>
        {text('password.choose')}
      </Button>
    </Panel>
  )
}
