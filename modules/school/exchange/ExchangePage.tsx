import { IconHeartHandshake, IconQrcode } from '@tabler/icons-react'
import { Suspense } from 'react'
import { useList, useRead } from '#web/api.tsx'
import { Link } from '#web/go.tsx'
import { later } from '#web/later.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Items, Panel, Stack } from '#web/ui/Panel.tsx'
import { Avatar } from '#web/ui/Status.tsx'
import { BalancePanel } from './BalancePanel.tsx'
import { listTransfers, readAccount, type Transfer } from './contract.ts'
import { useDates } from './dates.tsx'
import './exchange.css'
import '../offers/offers.css'
import { TransferMoves } from './TransferMoves.tsx'
import { TransferLine } from './TransferLine.tsx'
import { useUnits } from './units.tsx'
import { schoolTexts } from '../texts.tsx'
import { frameTexts } from '../frame/texts.tsx'

const HomeNotices = later(() => import('../needs/HomeNotices.tsx').then((it) => it.HomeNotices))
const FittingNeeds = later(() => import('../needs/Fitting.tsx').then((it) => it.FittingNeeds))
const InactiveNotice = later(() =>
  import('../membership/InactiveNotice.tsx').then((it) => it.InactiveNotice),
)

export function ExchangePage() {
  const text = useText(schoolTexts)
  const menu = useText(frameTexts)
  const account = useRead(readAccount)
  const latest = useList(listTransfers, { limit: 12 })
  // What waits for me stands above, with its buttons.
  const latestOnes = latest.items.filter((it) => !it.awaitsMe).slice(0, 6)

  return (
    <Page
      title={text('exchange.title')}
      subtitle={text('exchange.promise')}
      actions={
        <>
          <LinkButton icon={IconQrcode} to="/exchange/badge">
            {menu('menu.badges.title')}
          </LinkButton>
          <LinkButton look="filled" icon={IconHeartHandshake} to="/exchange/thank">
            {text('exchange.thank.short')}
          </LinkButton>
        </>
      }
    >
      <Stack>
        {account.state !== 'active' && <InactiveNotice />}
        {account.waitingForMe > 0 && (
          // What arrives while one looks must not blank the page.
          <Suspense>
            <Waiting />
          </Suspense>
        )}
        <HomeNotices />
        <div className="exchange-home">
          <BalancePanel account={account} />
          <Panel
            title={text('exchange.latest')}
            actions={
              <Link to="/exchange/transfers" className="more-link">
                {text('exchange.see-statement')}
              </Link>
            }
          >
            {latestOnes.length > 0 ? (
              <Items label={text('exchange.latest')}>
                {latestOnes.map((it) => (
                  <TransferLine key={it.id} transfer={it} />
                ))}
              </Items>
            ) : (
              <EmptyState
                icon={IconHeartHandshake}
                title={text('exchange.no-transfer')}
                action={
                  <LinkButton to="/exchange/offers">{text('exchange.see-offers')}</LinkButton>
                }
              >
                {text('exchange.no-transfer-hint')}
              </EmptyState>
            )}
          </Panel>
        </div>
        <FittingNeeds most={3} />
      </Stack>
    </Page>
  )
}

/** Answered right here: most people come for nothing else. */
function Waiting() {
  const text = useText(schoolTexts)
  const { items, more } = useList(listTransfers, { waiting: true })
  return (
    <Panel title={text('exchange.waiting', { count: items.length })}>
      <ul className="waiting" aria-label={text('exchange.waiting', { count: items.length })}>
        {items.map((it) => (
          <WaitingCard key={it.id} transfer={it} />
        ))}
      </ul>
      {more && (
        <Link to="/exchange/transfers?state=waiting" className="more-link">
          {text('exchange.see-all-waiting')}
        </Link>
      )}
    </Panel>
  )
}

function WaitingCard({ transfer }: { transfer: Transfer }) {
  const text = useText(schoolTexts)
  const dates = useDates()
  const units = useUnits()
  const { id, kind, reason, expiresAt } = transfer
  const { name } = transfer.counterparty
  const sentence = kind === 'request' ? 'exchange.asks-you' : 'exchange.thanks-you'
  const ending = kind === 'request' ? 'exchange.expires' : 'exchange.completes'
  return (
    <li className="waiting-card">
      <Avatar name={name} of={transfer.counterparty.id} />
      <div className="waiting-text">
        <p className="waiting-title">
          <Link to={`/exchange/transfers/${id}`}>
            {text(sentence, { name, time: units.time(transfer.units) })}
          </Link>
        </p>
        <p className="hint">
          {[reason, expiresAt && text(ending, { day: dates.day(expiresAt) })]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <TransferMoves transfer={transfer} only={['confirm', 'reject']} />
    </li>
  )
}
