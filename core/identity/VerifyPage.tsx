import { IconLinkOff, IconLoader2, IconMailCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useAction } from '#web/api.tsx'
import { useFilters } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useEnter } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { GuestPage } from '#web/ui/Page.tsx'
import { LinkExpired, verifyAddress } from './contract.ts'
import { identityTexts } from './texts.tsx'

/** The mailed link: opening it confirms the address. */
export function VerifyPage() {
  const text = useText(identityTexts)
  const enter = useEnter()
  const [{ token }] = useFilters({ token: '' })
  const verify = useAction(verifyAddress)
  const said = useProblemText(verify.problem)
  const started = useRef(false)
  const start = () => void verify.run({ token })
  useEffect(() => {
    if (started.current || !token) return
    started.current = true // a token serves once, and development mounts twice
    start()
  })

  if (verify.reply)
    return (
      <GuestPage title={text('verify.done')}>
        <EmptyState
          icon={IconMailCheck}
          title={text('verify.done-hint', { email: verify.reply.email })}
          action={
            <Button look="filled" onClick={() => void enter('/app')}>
              {text('login.continue')}
            </Button>
          }
        />
      </GuestPage>
    )
  if (!token || LinkExpired.is(verify.problem))
    return (
      <GuestPage title={text('verify.failed')}>
        <EmptyState
          icon={IconLinkOff}
          title={text('verify.failed-hint')}
          action={<LinkButton to="/account">{text('verify.profile')}</LinkButton>}
        />
      </GuestPage>
    )
  return (
    <GuestPage title={text('verify.title')}>
      <EmptyState
        icon={IconLoader2}
        title={said || text('verify.pending')}
        action={said && <Button onClick={start}>{text('verify.retry')}</Button>}
      />
    </GuestPage>
  )
}
