import { IconClockExclamation } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '#web/api.tsx'
import { Link } from '#web/go.tsx'
import { Button } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { GuestPage } from '#web/ui/Page.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import type { SecondFactor } from '../contract.ts'
import { useWayOn } from '../way.tsx'
import { completeLogin, LoginExpired } from './contract.ts'
import { PasskeyButton } from './PasskeyEntrance.tsx'
import { useFactorText } from './words.tsx'

type SecondStepProps = {
  step: SecondFactor
  onEntered(): unknown
  /** Back to the address and the password. */
  onLeave(): void
}

/** The second step of a login: the app's code, a recovery code, or a passkey. */
export function SecondStep({ step: { token, ways }, onEntered, onLeave }: SecondStepProps) {
  const text = useFactorText()
  const wayOn = useWayOn()
  const [isRecovery, recover] = useState(false)
  const complete = useAction(completeLogin, { onDone: () => void onEntered() })
  const restart = <Button onClick={onLeave}>{text('second.again')}</Button>

  // The server alone knows when: clocks of devices are wrong by more than ten minutes.
  if (LoginExpired.is(complete.problem))
    return (
      <GuestPage title={text('second.expired')}>
        <EmptyState
          icon={IconClockExclamation}
          title={text('second.expired-hint')}
          action={restart}
        />
      </GuestPage>
    )
  return (
    <GuestPage
      title={text('second.title')}
      subtitle={text(isRecovery ? 'second.recovery-subtitle' : 'second.subtitle')}
      footer={
        <Link to={wayOn('/login')} onClick={onLeave}>
          {text('second.again')}
        </Link>
      }
    >
      <Form key={String(isRecovery)} action={complete} fixed={{ token }}>
        {isRecovery ? (
          <TextField
            name="code"
            label={text('second.recovery')}
            hint={text('second.recovery-hint')}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            autoFocus
          />
        ) : (
          <TextField
            name="code"
            label={text('second.code')}
            autoComplete="one-time-code"
            inputMode="numeric"
            autoFocus
          />
        )}
        <SubmitButton wide>{text('second.submit')}</SubmitButton>
      </Form>
      <Stack>
        {ways.includes('passkey') && (
          <PasskeyButton label={text('second.use-passkey')} token={token} onEntered={onEntered} />
        )}
        <Button
          wide
          look="quiet"
          onClick={() => {
            complete.reset()
            recover(!isRecovery)
          }}
        >
          {text(isRecovery ? 'second.use-code' : 'second.use-recovery')}
        </Button>
      </Stack>
    </GuestPage>
  )
}
