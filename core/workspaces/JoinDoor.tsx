/** How somebody invited comes in: with a new account, with the one there is, or at once. */
import { useState } from 'react'
import { logIn, logOut } from '#core/identity/contract.ts'
import {
  NewAccountFields,
  useIdentityText,
  useRegistration,
  useSecondStep,
} from '#core/identity/ui.tsx'
import { useAction, useCall } from '#web/api.tsx'
import { useSession } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { PasswordField } from '#web/ui/TextField.tsx'
import { workspacesTexts } from './texts.tsx'

type JoinDoorProps = {
  /** The address that was invited. */
  email: string
  workspace: string
  isPending: boolean
  /** A session of that address is open. */
  onReady(): Promise<void>
}

export function JoinDoor({ email, workspace, isPending, onReady }: JoinDoorProps) {
  const text = useText(workspacesTexts)
  const session = useSession()
  const isSame = session?.user.email.toLowerCase() === email.toLowerCase()
  if (!session) return <Newcomer email={email} onReady={onReady} />
  if (!isSame) return <SomebodyElse email={session.user.email} invited={email} />
  return (
    <Button look="filled" wide pending={isPending} onClick={() => void onReady()}>
      {text('join.accept', { workspace })}
    </Button>
  )
}

type Way = 'new' | 'known'

function Newcomer({ email, onReady }: Pick<JoinDoorProps, 'email' | 'onReady'>) {
  const text = useText(workspacesTexts)
  const identity = useIdentityText()
  const [way, choose] = useState<Way>('new')
  const [isKnown, tellKnown] = useState(false)
  const create = useRegistration({
    onEntered: onReady,
    onKnown: () => {
      tellKnown(true)
      choose('known')
    },
  })
  const continueAt = useSecondStep()
  const open = useAction(logIn, {
    onDone: ({ secondFactor }) => (secondFactor ? continueAt(secondFactor) : onReady()),
  })

  return (
    <>
      <Segmented<Way>
        label={text('join.choice')}
        value={way}
        choices={[
          { value: 'new', text: text('join.new') },
          { value: 'known', text: text('join.known') },
        ]}
        onChange={choose}
      />
      {isKnown && way === 'known' && <Notice>{text('join.exists')}</Notice>}
      {way === 'new' ? (
        <Form key="new" action={create} fixed={{ email }} draft="join">
          <NewAccountFields knowsEmail />
          <SubmitButton wide>{text('join.create')}</SubmitButton>
        </Form>
      ) : (
        <Form key="known" action={open} fixed={{ email }}>
          <PasswordField name="password" label={identity('enter.password')} />
          <SubmitButton wide>{text('join.enter')}</SubmitButton>
        </Form>
      )}
    </>
  )
}

function SomebodyElse({ email, invited }: { email: string; invited: string }) {
  const text = useText(workspacesTexts)
  const call = useCall()
  const leave = async () => {
    await call(logOut)
    location.reload() // nothing of the former person stays in memory
  }
  return (
    <>
      <Notice tone="warning">{text('join.other', { email, invited })}</Notice>
      <Button wide onClick={() => void leave()}>
        {text('join.switch')}
      </Button>
    </>
  )
}
