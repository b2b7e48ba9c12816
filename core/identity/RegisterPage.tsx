import { IconMail, IconUserHeart } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from '#web/go.tsx'
import { useEnter } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { GuestPage } from '#web/ui/Page.tsx'
import { InvitedOnly } from './contract.ts'
import { ProviderButtons } from './providers/elsewhere.tsx'
import { NewAccountFields, useRegistration } from './ui.tsx'
import { useWayOn } from './way.tsx'
import { identityTexts } from './texts.tsx'

export function RegisterPage() {
  const text = useText(identityTexts)
  const wayOn = useWayOn()
  const enter = useEnter()
  const [mailedTo, tellMailed] = useState('')
  const create = useRegistration({ onEntered: () => enter(), onKnown: tellMailed })
  const toLogin = <LinkButton to={wayOn('/login')}>{text('register.login')}</LinkButton>

  if (mailedTo)
    return (
      <GuestPage title={text('register.mailed')}>
        <EmptyState
          icon={IconMail}
          title={text('register.mailed-hint', { email: mailedTo })}
          action={toLogin}
        />
      </GuestPage>
    )
  if (InvitedOnly.is(create.problem))
    return (
      <GuestPage title={text('register.closed')}>
        <EmptyState icon={IconUserHeart} title={text('register.closed-hint')} action={toLogin} />
      </GuestPage>
    )

  return (
    <GuestPage
      title={text('register.title')}
      subtitle={text('register.subtitle')}
      footer={
        <>
          {text('register.known')} <Link to={wayOn('/login')}>{text('register.login')}</Link>
        </>
      }
    >
      <Form action={create} draft="register">
        <NewAccountFields />
        <SubmitButton wide>{text('register.submit')}</SubmitButton>
      </Form>
      <ProviderButtons />
    </GuestPage>
  )
}
