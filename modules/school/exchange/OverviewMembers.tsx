import { IconUsers } from '@tabler/icons-react'
import type * as z from 'zod/mini'
import { useList } from '#web/api.tsx'
import { useFilters } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SearchFilter, SelectFilter } from '#web/ui/Filters.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { Person, Status } from '#web/ui/Status.tsx'
import { type MemberPosition, readOverview } from './contract.ts'
import { useUnits } from './units.tsx'
import { schoolTexts } from '../texts.tsx'

type Member = z.output<typeof MemberPosition>

/** Everybody's balance, and who nears a limit. */
export function OverviewMembers() {
  const text = useText(schoolTexts)
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
        <Person
          name={it.name}
          of={it.id}
          {...(it.isActive ? {} : { hint: text('exchange.overview.left') })}
        />
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
      cell: (it) => units.time(it.earned),
      align: 'end',
      phone: 'hide',
      ...sorted((it) => it.earned),
    },
    {
      key: 'spent',
      head: text('exchange.overview.spent'),
      cell: (it) => units.time(it.spent),
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
          {units.time(it.balance)}
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
