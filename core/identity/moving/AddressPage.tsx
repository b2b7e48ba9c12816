import { IconLinkOff, IconMailCheck, IconMailX } from '@tabler/icons-react'
import { LinkExpired } from '../contract.ts'
import { useEffect, useRef } from 'react'
import { useAction } from '#web/api.tsx'
import { useFilters } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useEnter } from '#web/session.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { GuestPage } from '#web/ui/Page.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { useAccountText } from '../account/texts.tsx'
import { confirmAddressChange, previewAddressChange, refuseAddressChange } from './contract.ts'

/** Behind the mailed link: opening it changes nothing, because mail programs open links too. */
export function AddressPage() {
  const say = useAccountText()
  const [{ token }] = useFilters({ token: '' })
  const preview = useAction(previewAddressChange)
  const confirm = useAction(confirmAddressChange)
  const refuse = useAction(refuseAddressChange)
  const said = useProblemText(confirm.problem ?? refuse.problem)
  const started = useRef(false)
  useEffect(() => {
    if (started.current) return
    started.current = true
    void preview.run({ token: token || '-' })
  })

  if (confirm.reply) return <Confirmed {...confirm.reply} />
  if (refuse.reply)
    return (
      <GuestPage title={say('address.refused')}>
        <EmptyState
          icon={IconMailX}
          title={say('address.refused-hint')}
          action={
            <LinkButton look="filled" to="/password/forgot">
              {say('address.new-password')}
            </LinkButton>
          }
        />
      </GuestPage>
    )
  const isOver = LinkExpired.is(preview.problem) || LinkExpired.is(confirm.problem)
  if (isOver)
    return (
      <GuestPage title={say('address.expired')}>
        <EmptyState
          icon={IconLinkOff}
          title={say('address.expired-hint')}
          action={<LinkButton to="/account">{say('address.profile')}</LinkButton>}
        />
      </GuestPage>
    )
  const { from = '', to = '', side } = preview.reply ?? {}
  return (
    <GuestPage title={say('address.page')}>
      <Stack>
        {side && (
          <p>
            {side === 'old'
              ? say('address.page-old', { from, to })
              : say('address.page-new', { from, to })}
          </p>
        )}
        {said && <Notice tone="error">{said}</Notice>}
        <Button
          look="filled"
          pending={!side || confirm.pending}
          onClick={() => void confirm.run({ token })}
        >
          {say('address.confirm')}
        </Button>
        <Button look="danger" pending={refuse.pending} onClick={() => void refuse.run({ token })}>
          {say('address.refuse')}
        </Button>
      </Stack>
    </GuestPage>
  )
}

function Confirmed({ isChanged, email }: { isChanged: boolean; email: string }) {
  const say = useAccountText()
  const enter = useEnter()
  return (
    <GuestPage title={isChanged ? say('address.changed') : say('address.half')}>
      <EmptyState
        icon={IconMailCheck}
        title={isChanged ? say('address.changed-hint', { email }) : say('address.half-hint')}
        action={
          <Button look="filled" onClick={() => void enter('/account')}>
            {say('address.continue')}
          </Button>
        }
      />
    </GuestPage>
  )
}
