import { useList } from '#web/api.tsx'
import { Link, useFilters } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { Stat, Stats } from '#web/ui/Status.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { readOverview } from './contract.ts'
import './exchange.css'
import { OverviewMembers } from './OverviewMembers.tsx'
import { OverviewTransfers } from './OverviewTransfers.tsx'
import { ProofPanel } from './ProofPanel.tsx'
import { useUnits } from './units.tsx'
import { frameTexts } from '../frame/texts.tsx'
import { schoolTexts } from '../texts.tsx'

/** For administrators: where everybody stands, what waits, what is disputed, and the proof. */
export function OverviewPage() {
  const text = useText(schoolTexts)
  const menu = useText(frameTexts)
  const units = useUnits()
  const [{ view }, filter] = useFilters({ view: '', q: '', warning: '', state: '', member: '' })
  const { first } = useList(readOverview, {})
  const { totals } = first
  const near = totals.low + totals.high

  return (
    <Page
      title={text('exchange.overview.title')}
      subtitle={text('exchange.overview.subtitle')}
      actions={<LinkButton to="/exchange/members">{menu('menu.membership.members')}</LinkButton>}
    >
      <Stack>
        <Stats>
          <Stat
            label={text('exchange.overview.members')}
            value={units.plain(totals.members)}
            hint={text('exchange.overview.offers', { count: totals.activeOffers })}
          />
          <Stat label={text('exchange.overview.pending')} value={units.plain(totals.pending)} />
          <Stat
            label={text('exchange.overview.disputed')}
            value={units.plain(totals.disputed)}
            {...(totals.disputed > 0
              ? {
                  tone: 'bad' as const,
                  hint: <Link to="/exchange/disputes">{text('exchange.overview.see')}</Link>,
                }
              : {})}
          />
          <Stat
            label={text('exchange.overview.near')}
            value={units.plain(near)}
            {...(near > 0
              ? {
                  hint: text('exchange.overview.near-hint', { low: totals.low, high: totals.high }),
                }
              : {})}
          />
        </Stats>
        <Segmented
          label={text('exchange.overview.view')}
          value={view === 'transfers' ? view : 'members'}
          choices={[
            { value: 'members', text: text('exchange.overview.members') },
            { value: 'transfers', text: text('exchange.overview.transfers') },
          ]}
          onChange={(it) =>
            filter({ q: '', warning: '', state: '', member: '', view: it === 'members' ? '' : it })
          }
        />
        {view === 'transfers' ? <OverviewTransfers /> : <OverviewMembers />}
        <ProofPanel />
      </Stack>
    </Page>
  )
}
