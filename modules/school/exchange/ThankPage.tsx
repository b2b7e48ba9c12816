import { IconHeartHandshake } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { VerifyNotice } from '#core/identity/ui.tsx'
import { useAction, useList, useRead } from '#web/api.tsx'
import { useFilters } from '#web/go.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { tell } from '#web/ui/Toast.tsx'
import {
  cancelTransfer,
  listNeighbours,
  proposePayment,
  readAccount,
  requestPayment,
  type Transfer,
} from './contract.ts'
import './exchange.css'
import './thanking.css'
import { OfferOf } from '../offers/OfferOf.tsx'
import { SentPanel } from './SentPanel.tsx'
import { showTransfers } from './shows.tsx'
import { UnitsField } from './UnitsField.tsx'
import { useUnits } from './units.tsx'
import { schoolTexts } from '../texts.tsx'

const ALL = { limit: 100 }

/** Thank a neighbour for help received, or ask to be thanked for help given. */
export function ThankPage() {
  const text = useText(schoolTexts)
  const [sent, send] = useState<Transfer>()
  const wishes = useFilters({ as: '', to: '', offer: '', units: '', reason: '' })
  const [{ as, to, offer, reason }, filter] = wishes
  const [start, startWith] = useState<Start>({
    neighbourId: to,
    offerId: offer,
    ...(reason ? { reason } : {}),
    ...(Number(wishes[0].units) > 0 ? { units: Number(wishes[0].units) } : {}),
  })
  const isRequest = as === 'request'
  const begin = (from: Start) => {
    startWith(from)
    send(undefined)
  }
  const form = { start, onSent: send, onTakenBack: (it: Transfer) => begin(startFrom(it)) }
  const { items } = useList(listNeighbours, ALL)
  const isAlone = items.every((it) => it.isMe)
  const mayInvite = useMay('members.invite')
  const title = text(isRequest ? 'exchange.request.title' : 'exchange.thank.title')

  return (
    <Page
      title={title}
      subtitle={text(isRequest ? 'exchange.request.subtitle' : 'exchange.thank.subtitle')}
      back={{ to: '/exchange', text: text('exchange.title') }}
      narrow
    >
      <VerifyNotice />
      {isAlone ? (
        <EmptyState
          icon={IconHeartHandshake}
          title={text('exchange.thank.alone')}
          action={
            mayInvite && <LinkButton to="/invitations">{text('exchange.thank.invite')}</LinkButton>
          }
        >
          {text('exchange.thank.alone-hint')}
        </EmptyState>
      ) : sent ? (
        <SentPanel transfer={sent} onAgain={() => begin({})} />
      ) : (
        <>
          <Segmented
            label={text('exchange.which-way')}
            value={isRequest ? 'request' : 'payment'}
            choices={[
              { value: 'payment', text: text('exchange.thank.short') },
              { value: 'request', text: text('exchange.request.short') },
            ]}
            onChange={(it) => filter({ as: it === 'request' ? it : '' })}
          />
          <Panel>{isRequest ? <RequestForm {...form} /> : <ThankForm {...form} />}</Panel>
        </>
      )}
    </Page>
  )
}

/** What a form begins with: what the address wishes, or what was just taken back to be corrected. */
type Start = { neighbourId?: string; offerId?: string; units?: number; reason?: string }
const startFrom = ({ counterparty, offer, units, reason }: Transfer): Start => ({
  neighbourId: counterparty.id ?? '',
  offerId: offer?.id ?? '',
  units,
  reason,
})

type FormProps = { start: Start; onSent(it: Transfer): void; onTakenBack(it: Transfer): void }

function ThankForm({ start: { neighbourId, ...start }, ...after }: FormProps) {
  const text = useText(schoolTexts)
  const units = useUnits()
  const { balance, heldOut, available } = useRead(readAccount)
  const thank = useAction(proposePayment, useSending({ ...after, done: 'exchange.thank.sent' }))
  const balanceAfter = (chosen: number) =>
    chosen > available
      ? text('exchange.too-much', { time: units.time(available) })
      : text('exchange.will-be', { time: units.time(balance - heldOut - chosen) })

  return (
    <Form action={thank} initial={{ receiverId: neighbourId, ...start }}>
      <NeighbourField name="receiverId" label={text('exchange.thank.to')} />
      <UnitsField after={balanceAfter} />
      <TextField
        name="reason"
        label={text('exchange.thank.reason')}
        placeholder={text('exchange.reason-example')}
        maxLength={200}
      />
      <OfferOf owner="receiverId" />
      <FormFoot>
        <SubmitButton>{text('exchange.thank.send')}</SubmitButton>
      </FormFoot>
    </Form>
  )
}

function RequestForm({ start: { neighbourId, ...start }, ...after }: FormProps) {
  const text = useText(schoolTexts)
  const request = useAction(requestPayment, useSending({ ...after, done: 'exchange.request.sent' }))
  return (
    <Form action={request} initial={{ payerId: neighbourId, ...start }}>
      <NeighbourField name="payerId" label={text('exchange.request.from')} />
      <UnitsField />
      <TextField
        name="reason"
        label={text('exchange.thank.reason')}
        placeholder={text('exchange.reason-example')}
        maxLength={200}
      />
      <OfferOf owner="me" />
      <FormFoot>
        <SubmitButton>{text('exchange.request.send')}</SubmitButton>
      </FormFoot>
    </Form>
  )
}

type Sending = Omit<FormProps, 'start'> & { done: 'exchange.thank.sent' | 'exchange.request.sent' }

/** What follows a thank or a request: news with a way back, while nobody has answered. */
function useSending({ onSent, onTakenBack, done }: Sending) {
  const text = useText(schoolTexts)
  const { time } = useUnits()
  const cancel = useAction(cancelTransfer, { refreshes: showTransfers })
  return {
    refreshes: showTransfers,
    done: ({ counterparty, units }: Transfer) =>
      text(done, { name: counterparty.name, time: time(units) }),
    undo: async (sent: Transfer) => {
      const reply = await cancel.run({ transferId: sent.id })
      if (reply) onTakenBack(sent)
      else tell(text('exchange.answered-already'))
      return reply !== undefined
    },
    onDone: onSent,
  }
}

/** A school has some hundreds of families: all are read, and typing finds one at once. */
function NeighbourField({ name, label }: { name: string; label: string }) {
  const text = useText(schoolTexts)
  const { items, more, isLoadingMore } = useList(listNeighbours, ALL)
  useEffect(() => {
    if (!isLoadingMore) more?.()
  }, [more, isLoadingMore])
  const options = items
    .filter((it) => !it.isMe)
    .map((it) => ({ value: it.id, text: it.name, hint: offersOf(it.activeOffers) }))
  function offersOf(count: number) {
    return count > 0 ? text('exchange.members.offers', { count }) : ''
  }
  return (
    <SelectField
      name={name}
      label={label}
      placeholder={text('exchange.find-neighbour')}
      options={options}
      searchable
    />
  )
}
