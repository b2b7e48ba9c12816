import { IconLinkOff } from '@tabler/icons-react'
import { useAction, useCall } from '#web/api.tsx'
import { useFilters, useGo } from '#web/go.tsx'
import { useEnter } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { GuestPage } from '#web/ui/Page.tsx'
import { LinkExpired, logIn, resetPassword } from './contract.ts'
import { NewPasswordField } from './ui.tsx'
import { identityTexts } from './texts.tsx'

export function ResetPage() {
  const text = useText(identityTexts)
  const call = useCall()
  const go = useGo()
  const enter = useEnter()
  const [{ token }] = useFilters({ token: '' })
  const reset = useAction(resetPassword, {
    onDone: ({ email }, { password }) =>
      call(logIn, { email, password }).then(
        () => enter('/app'),
        () => go('/login'),
      ),
  })

  if (!token || LinkExpired.is(reset.problem))
    return (
      <GuestPage title={text('reset.expired')}>
        <EmptyState
          icon={IconLinkOff}
          title={text('reset.expired-hint')}
          action={
            <LinkButton look="filled" to="/password/forgot">
              {text('reset.again')}
            </LinkButton>
          }
        />
      </GuestPage>
    )
  return (
    <GuestPage title={text('reset.title')} subtitle={text('reset.subtitle')}>
      <Form action={reset} fixed={{ token }}>
        <NewPasswordField label={text('enter.new-password')} />
        <SubmitButton wide>{text('reset.submit')}</SubmitButton>
      </Form>
    </GuestPage>
  )
}
