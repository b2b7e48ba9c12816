import { lazy, Suspense } from 'react'
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
import { PasskeyButton } from './factors/PasskeyEntrance.tsx'
import { usePendingStep } from './factors/pending-step.tsx'
import { ProviderButtons, ProviderNews } from './providers/elsewhere.tsx'
import { EmailField } from './ui.tsx'
import { useWayOn } from './way.tsx'
import { identityTexts } from './texts.tsx'

/** Its words and its fields are not loaded before somebody has a second factor. */
const SecondStep = lazy(() =>
  import('./factors/SecondStep.tsx').then((it) => ({ default: it.SecondStep })),
)

export function LoginPage() {
  const text = useText(identityTexts)
  const wayOn = useWayOn()
  const enter = useEnter()
  const session = useSession()
  const [step, go] = usePendingStep()
  const arrive = () => {
    go(undefined)
    return enter()
  }
  const open = useAction(logIn, {
    onDone: ({ secondFactor }) => (secondFactor ? go(secondFactor) : arrive()),
  })
  if (session) return <AlreadyHere name={session.user.name} email={session.user.email} />
  if (step)
    return (
      <Suspense>
        <SecondStep step={step} onEntered={arrive} onLeave={() => go(undefined)} />
      </Suspense>
    )

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
      <ProviderNews />
      <Form action={open}>
        <EmailField passkeys />
        <PasswordField name="password" label={text('enter.password')} />
        <SubmitButton wide>{text('login.submit')}</SubmitButton>
      </Form>
      <PasskeyButton label={text('login.passkey')} suggests onEntered={arrive} />
      <p>
        <Link to="/password/forgot">{text('login.forgot')}</Link>
      </p>
      <ProviderButtons />
    </GuestPage>
  )
}

function AlreadyHere({ name, email }: { name: string; email: string }) {
  const text = useText(identityTexts)
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
