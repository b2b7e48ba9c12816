import { useAction, useCall } from '#web/api.tsx'
import { Link } from '#web/go.tsx'
import { useEnter, useSession } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { GuestPage } from '#web/ui/Page.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { Person } from '#web/ui/Status.tsx'
import { PasswordField } from '#web/ui/TextField.tsx'
import { logIn, logOut } from './contract.ts'
import type fr from './locales/fr.ts'
import { EmailField } from './ui.tsx'
import { useWayOn } from './way.tsx'

export function LoginPage() {
  const text = useText<typeof fr>()
  const wayOn = useWayOn()
  const enter = useEnter()
  const session = useSession()
  const open = useAction(logIn, { onDone: () => enter() })
  if (session) return <AlreadyHere name={session.user.name} email={session.user.email} />

  return (
    <GuestPage
      title={text('login.title')}
      subtitle={text('login.subtitle')}
      footer={
        <>
          {text('login.new')} <Link to={wayOn('/register')}>{text('login.register')}</Link>
        </>
      }
    >
      <Form action={open}>
        <EmailField />
        <PasswordField name="password" label={text('enter.password')} />
        <SubmitButton wide>{text('login.submit')}</SubmitButton>
      </Form>
      <p>
        <Link to="/password/forgot">{text('login.forgot')}</Link>
      </p>
    </GuestPage>
  )
}

function AlreadyHere({ name, email }: { name: string; email: string }) {
  const text = useText<typeof fr>()
  const call = useCall()
  const enter = useEnter()
  const leave = async () => {
    await call(logOut)
    location.reload() // nothing of this person stays in memory
  }
  return (
    <GuestPage title={text('login.already')} subtitle={text('login.already-hint', { name })}>
      <Stack>
        <Person name={name} hint={email} />
        <Button look="filled" wide onClick={() => void enter()}>
          {text('login.continue')}
        </Button>
        <Button wide onClick={() => void leave()}>
          {text('login.switch')}
        </Button>
      </Stack>
    </GuestPage>
  )
}
