import { useEffect, useState } from 'react'
import { useAction, useList, useRead } from '#web/api.tsx'
import { useFilters } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { tell } from '#web/ui/Toast.tsx'
import type fr from '../locales/fr.ts'
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
import { OfferOf } from './OfferOf.tsx'
import { SentPanel } from './SentPanel.tsx'
import { showTransfers } from './TransferLine.tsx'
import { UnitsField } from './UnitsField.tsx'
import { useUnits } from './units.tsx'

/** Thank a neighbour for help received, or ask to be thanked for help given. */
export function ThankPage() {
  const text = useText<typeof fr>()
  const [sent, send] = useState<Transfer>()
  const [{ as }, filter] = useFilters({ as: '' })
  const isRequest = as === 'request'
  const title = text(isRequest ? 'exchange.request.title' : 'exchange.thank.title')

  return (
    <Page
      title={title}
      subtitle={text(isRequest ? 'exchange.request.subtitle' : 'exchange.thank.subtitle')}
      back={{ to: '/exchange', text: text('exchange.title') }}
      narrow
    >
      {sent ? (
        <SentPanel transfer={sent} onAgain={() => send(undefined)} />
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
          <Panel>{isRequest ? <RequestForm onSent={send} /> : <ThankForm onSent={send} />}</Panel>
        </>
      )}
    </Page>
  )
}

type FormProps = { onSent(transfer: Transfer | undefined): void }

function ThankForm({ onSent }: FormProps) {
  const text = useText<typeof fr>()
  const units = useUnits()
  const { balance, heldOut, available } = useRead(readAccount)
  const [{ to, offer }] = useFilters({ to: '', offer: '' })
  const thank = useAction(proposePayment, useSending({ onSent, done: 'exchange.thank.sent' }))
  const after = (chosen: number) =>
    chosen > available
      ? text('exchange.too-much', { time: units.time(available) })
      : text('exchange.will-be', { time: units.time(balance - heldOut - chosen) })

  return (
    <Form action={thank} initial={{ receiverId: to, offerId: offer, units: '' }}>
      <NeighbourField name="receiverId" label={text('exchange.thank.to')} />
      <UnitsField after={after} />
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

function RequestForm({ onSent }: FormProps) {
  const text = useText<typeof fr>()
  const [{ to, offer }] = useFilters({ to: '', offer: '' })
  const request = useAction(requestPayment, useSending({ onSent, done: 'exchange.request.sent' }))
  return (
    <Form action={request} initial={{ payerId: to, offerId: offer, units: '' }}>
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

type Sending = FormProps & { done: 'exchange.thank.sent' | 'exchange.request.sent' }

/** What follows a thank or a request: news with a way back, while nobody has answered. */
function useSending({ onSent, done }: Sending) {
  const text = useText<typeof fr>()
  const cancel = useAction(cancelTransfer, { refreshes: showTransfers })
  return {
    refreshes: showTransfers,
    done: ({ counterparty, units }: Transfer) => text(done, { name: counterparty.name, units }),
    undo: async ({ id }: Transfer) => {
      const reply = await cancel.run({ transferId: id })
      if (reply) onSent(undefined)
      else tell(text('exchange.answered-already'))
      return reply !== undefined
    },
    onDone: onSent,
  }
}

/** A school has some hundreds of families: all are read, and typing finds one at once. */
function NeighbourField({ name, label }: { name: string; label: string }) {
  const text = useText<typeof fr>()
  const { items, more, isLoadingMore } = useList(listNeighbours, { limit: 100 })
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
