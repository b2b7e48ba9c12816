import { useFilters, Link } from '#web/go.tsx'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SearchFilter, SelectFilter } from '#web/ui/Filters.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Stack } from '#web/ui/Panel.tsx'
import { Person, Stat, Stats, Status } from '#web/ui/Status.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { IconReceipt, IconUsers } from '@tabler/icons-react'
import type * as z from 'zod/mini'
import type fr from '../locales/fr.ts'
import {
  listAllTransfers,
  type MemberPosition,
  readOverview,
  type Transfer,
  TransferState as State,
} from './contract.ts'
import './exchange.css'
import { ProofPanel } from './ProofPanel.tsx'
import { TransferState } from './TransferLine.tsx'
import { useUnits } from './units.tsx'
import { stateWords } from './words.tsx'

/** For administrators: where everybody stands, what waits, what is disputed, and the proof. */
export function OverviewPage() {
  const text = useText<typeof fr>()
  const units = useUnits()
  const [{ view }, filter] = useFilters({ view: '' })
  const { first } = useList(readOverview, {})
  const { totals } = first
  const near = totals.low + totals.high

  return (
    <Page title={text('exchange.overview.title')} subtitle={text('exchange.overview.subtitle')}>
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
              ? { tone: 'bad' as const, hint: <Link to="/exchange/overview?view=transfers&state=disputed">{text('exchange.overview.see')}</Link> }
              : {})}
          />
          <Stat
            label={text('exchange.overview.near')}
            value={units.plain(near)}
            {...(near > 0
              ? { hint: text('exchange.overview.near-hint', { low: totals.low, high: totals.high }) }
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
            filter({ view: it === 'members' ? '' : it, state: '', member: '', warning: '', q: '' } as never)
          }
        />
        {view === 'transfers' ? <AllTransfers /> : <Members />}
        <ProofPanel />
      </Stack>
    </Page>
  )
}

type Member = z.output<typeof MemberPosition>

function Members() {
  const text = useText<typeof fr>()
  const units = useUnits()
  const filters = useFilters({ q: '', warning: '' })
  const [{ q, warning }] = filters
  const { items, more, isLoadingMore, stale } = useList(readOverview, {
    ...(q ? { search: q } : {}),
    ...(warning === 'low' || warning === 'high' ? { warning } : {}),
  })
  // Sorting what is at hand would mislead while a part of the list is not read yet.
  const sorted = (sortBy: NonNullable<Column<Member>['sortBy']>) => (more ? {} : { sortBy })
  const columns: Column<Member>[] = [
    {
      key: 'name',
      head: text('exchange.overview.name'),
      cell: (it) => (
        <Person name={it.name} {...(it.isActive ? {} : { hint: text('exchange.overview.left') })} />
      ),
      ...sorted((it) => it.name),
    },
    {
      key: 'warning',
      head: text('exchange.overview.limits'),
      cell: (it) =>
        it.warning && (
          <Status tone="busy">
            {text(it.warning === 'low' ? 'exchange.overview.is-low' : 'exchange.overview.is-high')}
          </Status>
        ),
    },
    {
      key: 'earned',
      head: text('exchange.overview.earned'),
      cell: (it) => units.plain(it.earned),
      align: 'end',
      phone: 'hide',
      ...sorted((it) => it.earned),
    },
    {
      key: 'spent',
      head: text('exchange.overview.spent'),
      cell: (it) => units.plain(it.spent),
      align: 'end',
      phone: 'hide',
      ...sorted((it) => it.spent),
    },
    {
      key: 'pending',
      head: text('exchange.overview.pending'),
      cell: (it) => units.plain(it.pending),
      align: 'end',
      phone: 'hide',
      ...sorted((it) => it.pending),
    },
    {
      key: 'balance',
      head: text('exchange.overview.balance'),
      cell: (it) => (
        <span className="amount" data-low={it.balance < 0 || undefined}>
          {units.plain(it.balance)}
        </span>
      ),
      align: 'end',
      phone: 'end',
      ...sorted((it) => it.balance),
    },
  ]
  return (
    <Panel flush>
      <Filters of={filters}>
        <SearchFilter label={text('exchange.members.search')} />
        <SelectFilter
          name="warning"
          label={text('exchange.overview.limits')}
          options={[
            { value: 'low', text: text('exchange.overview.low') },
            { value: 'high', text: text('exchange.overview.high') },
          ]}
        />
      </Filters>
      <DataTable
        caption={text('exchange.overview.members')}
        rows={items}
        columns={columns}
        to={(it) => `/exchange/overview?view=transfers&member=${it.id}`}
        stale={stale}
        more={more}
        isLoadingMore={isLoadingMore}
        empty={<EmptyState icon={IconUsers} title={text('exchange.overview.empty')} />}
      />
    </Panel>
  )
}

const isState = (it: string): it is State => it in stateWords

function AllTransfers() {
  const text = useText<typeof fr>()
  const format = useFormat()
  const units = useUnits()
  const filters = useFilters({ state: '', member: '' })
  const [{ state, member }] = filters
  const { items, more, isLoadingMore, stale } = useList(listAllTransfers, {
    ...(state === 'disputed' ? { disputed: true } : isState(state) ? { state } : {}),
    ...(member ? { memberId: member } : {}),
  })
  const states = Object.entries(stateWords).map(([value, it]) => ({ value, text: text(it.text) }))
  const columns: Column<Transfer>[] = [
    {
      key: 'who',
      head: text('exchange.transfer.title'),
      cell: ({ payer, receiver }) =>
        text('exchange.between', { payer: payer.name, receiver: receiver.name }),
    },
    { key: 'reason', head: text('exchange.transfer.reason'), cell: (it) => it.reason },
    {
      key: 'date',
      head: text('exchange.transfer.date'),
      cell: (it) => format.day(it.createdAt),
      phone: 'hide',
    },
    { key: 'state', head: text('exchange.transfer.state'), cell: (it) => <TransferState transfer={it} /> },
    {
      key: 'units',
      head: text('exchange.transfer.units'),
      cell: (it) => <span className="amount">{units.plain(it.units)}</span>,
      align: 'end',
      phone: 'end',
    },
  ]
  return (
    <Panel flush>
      <Filters of={filters}>
        <SelectFilter
          name="state"
          label={text('exchange.transfer.state')}
          options={[{ value: 'disputed', text: text('exchange.state.disputed') }, ...states]}
        />
      </Filters>
      <DataTable
        caption={text('exchange.overview.transfers')}
        rows={items}
        columns={columns}
        to={(it) => `/exchange/transfers/${it.id}`}
        stale={stale}
        more={more}
        isLoadingMore={isLoadingMore}
        empty={<EmptyState icon={IconReceipt} title={text('exchange.statement.filter-empty')} />}
      />
    </Panel>
  )
}
