import { IconMailForward } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '#web/api.tsx'
import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { GuestPage } from '#web/ui/Page.tsx'
import { forgotPassword } from './contract.ts'
import { EmailField } from './ui.tsx'
import { identityTexts } from './texts.tsx'

export function ForgotPage() {
  const text = useText(identityTexts)
  const [sentTo, tellSent] = useState('')
  const send = useAction(forgotPassword, { onDone: (_, { email }) => tellSent(email) })
  const footer = <Link to="/login">{text('forgot.back')}</Link>

  if (sentTo)
    return (
      <GuestPage title={text('forgot.sent')} footer={footer}>
        <EmptyState
          icon={IconMailForward}
          title={text('forgot.sent-hint', { email: sentTo })}
          action={<Button onClick={() => tellSent('')}>{text('forgot.again')}</Button>}
        />
      </GuestPage>
    )
  return (
    <GuestPage title={text('forgot.title')} subtitle={text('forgot.subtitle')} footer={footer}>
      <Form action={send}>
        <EmailField />
        <SubmitButton wide>{text('forgot.submit')}</SubmitButton>
      </Form>
    </GuestPage>
  )
}
