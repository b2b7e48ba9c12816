import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useFilters } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { readAccount, type Transfer } from '../exchange/contract.ts'
import '../exchange/exchange.css'
import '../exchange/thanking.css'
import { showTransfers } from '../exchange/shows.tsx'
import { useUnits } from '../exchange/units.tsx'
import { UnitsField } from '../exchange/UnitsField.tsx'
import './badges.css'
import { payBadge, readBadge } from './contract.ts'
import { badgesTexts } from './texts.tsx'
import { schoolTexts } from '../texts.tsx'

/** Where the payer's camera leads: who, how much, what for, and one button. */
export function PayPage() {
  const text = useText(badgesTexts)
  const exchange = useText(schoolTexts)
  const [{ code }] = useFilters({ code: '' })
  if (!/^[\w-]{22}$/.test(code))
    return (
      <Page
        title={text('badges.unknown')}
        back={{ to: '/exchange', text: exchange('exchange.title') }}
        narrow
      >
        <Panel>{text('badges.unknown-hint')}</Panel>
      </Page>
    )
  return <Payment code={code} />
}

function Payment({ code }: { code: string }) {
  const text = useText(badgesTexts)
  const units = useUnits()
  const badge = useRead(readBadge, { code })
  const { balance } = useRead(readAccount)
  const [paid, setPaid] = useState<Transfer>()
  const pay = useAction(payBadge, { refreshes: showTransfers, onDone: setPaid })
  const { receiver, state } = badge
  const { name } = receiver
  const title = text('badges.pay-title', { name })
  const done = paid?.id ?? badge.paidBefore
  if (done)
    return (
      <Page title={title} narrow>
        <Panel>
          <EmptyState
            icon={IconCircleCheck}
            title={
              paid
                ? text('badges.paid', { units: units.both(paid.units), name })
                : text('badges.paid-before')
            }
            action={
              <LinkButton to={`/exchange/transfers/${done}`}>{text('badges.see')}</LinkButton>
            }
          >
            {text('badges.now', { balance: units.both(paid?.balanceAfter ?? balance) })}
          </EmptyState>
        </Panel>
      </Page>
    )
  if (state !== 'valid')
    return (
      <Page title={title} narrow>
        <Notice tone={state === 'mine' ? 'info' : 'warning'}>{text(stateTexts[state])}</Notice>
      </Page>
    )
  return (
    <Page title={title} subtitle={text('badges.pay-subtitle')} narrow>
      <Panel>
        <Form action={pay} fixed={{ code }} initial={{ reason: badge.reason }}>
          {badge.units !== null && <p className="badge-units">{units.both(badge.units)}</p>}
          {badge.units === null && <UnitsField />}
          {badge.reason ? (
            <p className="badge-reason">{badge.reason}</p>
          ) : (
            <TextField name="reason" label={text('badges.reason')} maxLength={200} />
          )}
          {badge.units !== null && (
            <p className="hint">
              {text('badges.after', { balance: units.both(balance - badge.units) })}
            </p>
          )}
          <FormFoot>
            <SubmitButton wide>
              {badge.units === null
                ? text('badges.pay-amount')
                : text('badges.pay', { units: units.time(badge.units) })}
            </SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
    </Page>
  )
}

const stateTexts = {
  mine: 'badges.mine',
  used: 'badges.used',
  expired: 'badges.expired',
} as const
