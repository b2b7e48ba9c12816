import { IconUsers } from '@tabler/icons-react'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SearchFilter, SelectFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { Person } from '#web/ui/Status.tsx'
import { useUnits } from '../exchange/units.tsx'
import { listExchangeMembers, MembershipState as States } from './contract.ts'
import { MembershipState, states } from './state.tsx'
import { membershipTexts } from './texts.tsx'

/** For administrators: who takes part, in which state, within which limits. */
export function MembersPage() {
  const text = useText(membershipTexts)
  const { day } = useFormat()
  const units = useUnits()
  const filters = useFilters({ q: '', state: '' })
  const [{ q, state }] = filters
  const chosen = States.safeParse(state)
  const { items, more, isLoadingMore, stale } = useList(listExchangeMembers, {
    ...(q ? { search: q } : {}),
    ...(chosen.success ? { state: chosen.data } : {}),
  })
  return (
    <Page
      title={text('membership.members')}
      subtitle={text('membership.members-subtitle')}
      actions={<LinkButton to="/exchange/settings">{text('membership.settings')}</LinkButton>}
    >
      <Panel flush>
        <Filters of={filters}>
          <SearchFilter label={text('membership.search')} />
          <SelectFilter
            name="state"
            label={text('membership.state')}
            options={Object.entries(states).map(([value, it]) => ({ value, text: text(it.text) }))}
          />
        </Filters>
        <DataTable
          caption={text('membership.members')}
          rows={items}
          rowKey={(it) => it.memberId}
          to={(it) => `/exchange/members/${it.memberId}`}
          stale={stale}
          more={more}
          isLoadingMore={isLoadingMore}
          empty={
            <EmptyState icon={IconUsers} title={text('membership.none')}>
              {text('membership.none-hint')}
            </EmptyState>
          }
          columns={[
            {
              key: 'name',
              head: text('membership.name'),
              cell: (it) => <Person name={it.name} of={it.memberId} />,
            },
            {
              key: 'state',
              head: text('membership.state'),
              cell: (it) => <MembershipState state={it.state} />,
            },
            {
              key: 'fee',
              head: text('membership.fee'),
              phone: 'hide',
              cell: (it) => (it.feePaidOn ? day(it.feePaidOn) : '—'),
            },
            {
              key: 'limits',
              head: text('membership.limits'),
              phone: 'hide',
              cell: (it) =>
                it.lowest === null || it.highest === null
                  ? '—'
                  : text('membership.from-to', {
                      lowest: units.time(it.lowest),
                      highest: units.time(it.highest),
                    }),
            },
            {
              key: 'balance',
              head: text('membership.balance'),
              align: 'end',
              phone: 'end',
              cell: (it) => (it.balance === null ? '—' : units.time(it.balance)),
            },
          ]}
        />
      </Panel>
    </Page>
  )
}
