import { IconArrowRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useRead } from '#web/api.tsx'
import { Link, useParam } from '#web/go.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Facts, Panel, Stack } from '#web/ui/Panel.tsx'
import { Avatar } from '#web/ui/Status.tsx'
import { type Party, readTransfer } from './contract.ts'
import './exchange.css'
import './transfer.css'
import { Timeline } from './Timeline.tsx'
import { TransferState, useTransferTitle } from './TransferLine.tsx'
import { TransferMoves } from './TransferMoves.tsx'
import { useUnits } from './units.tsx'
import { schoolTexts } from '../texts.tsx'
import { disputesTexts } from '../disputes/texts.tsx'

type Fact = [name: string, value: ReactNode]

export function TransferPage() {
  const text = useText(schoolTexts, disputesTexts)
  const units = useUnits()
  const transfer = useRead(readTransfer, { transferId: useParam('id') })
  const title = useTransferTitle()(transfer)
  const { payer, receiver, reason, offer, balanceAfter, dispute, awaitsMe, direction } = transfer
  const facts: Fact[] = []
  if (offer)
    facts.push([
      text('exchange.transfer.offer'),
      <Link key="offer" to={`/exchange/offers/${offer.id}`}>
        {offer.title}
      </Link>,
    ])
  if (balanceAfter !== null) facts.push([text('exchange.balance-then'), units.both(balanceAfter)])
  const isMine = direction !== null
  const mayAsk = useMay('tickets.open')

  return (
    <Page
      title={title}
      back={
        isMine
          ? { to: '/exchange/transfers', text: text('exchange.statement.title') }
          : { to: '/exchange/overview?view=transfers', text: text('exchange.overview.title') }
      }
      narrow
    >
      <Stack>
        <section className="panel transfer-card">
          <div className="transfer-way">
            <Side party={payer} />
            <span className="transfer-amount">
              <strong>{units.time(transfer.units)}</strong>
              <span className="transfer-arrow">
                <IconArrowRight size={22} stroke={1.6} />
              </span>
              <span>{units.count(transfer.units)}</span>
            </span>
            <Side party={receiver} />
          </div>
          {reason && (
            <p className="transfer-reason">{text('exchange.quoted', { words: reason })}</p>
          )}
          <div className="transfer-state">
            <TransferState transfer={transfer} />
          </div>
          <TransferMoves transfer={transfer} filled={awaitsMe} />
        </section>
        {dispute && !dispute.isSettled && (
          <Notice
            tone="warning"
            action={
              <LinkButton small to={`/exchange/disputes/${transfer.id}`}>
                {text('disputes.open-conversation')}
              </LinkButton>
            }
          >
            {text('exchange.dispute-open', { name: dispute.opener.name })}
          </Notice>
        )}
        {facts.length > 0 && (
          <Panel>
            <Facts items={facts} />
          </Panel>
        )}
        <Panel title={text('exchange.timeline')}>
          <Timeline transfer={transfer} />
        </Panel>
        {isMine && mayAsk && (
          <p className="transfer-help">
            {text('exchange.transfer.help-hint')}{' '}
            <Link to={`/help/new?about=school.transfer:${transfer.id}`}>
              {text('exchange.transfer.help')}
            </Link>
          </p>
        )}
      </Stack>
    </Page>
  )
}

function Side({ party: { id, name } }: { party: Party }) {
  return (
    <span className="transfer-side">
      <Avatar name={name} of={id} large />
      <span>{name}</span>
    </span>
  )
}
