import { IconScale } from '@tabler/icons-react'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SelectFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { useUnits } from '../exchange/units.tsx'
import { DisputeState as States, listDisputes } from './contract.ts'
import { DisputeState, states } from './state.tsx'
import { disputesTexts } from './texts.tsx'

/** For mediators: what is to be settled, and what was. */
export function DisputesPage() {
  const text = useText(disputesTexts)
  const { day } = useFormat()
  const units = useUnits()
  const filters = useFilters({ state: '', whose: '' })
  const [{ state, whose }] = filters
  const chosen = States.safeParse(state)
  const { items, more, isLoadingMore, stale } = useList(listDisputes, {
    ...(chosen.success ? { state: chosen.data } : {}),
    ...(state === 'unsettled' ? { state: 'unsettled' as const } : {}),
    ...(whose === 'mine' ? { mine: true } : {}),
  })
  return (
    <Page title={text('disputes.title')} subtitle={text('disputes.subtitle')}>
      <Panel flush>
        <Filters of={filters}>
          <SelectFilter
            name="state"
            label={text('disputes.state')}
            options={[
              { value: 'unsettled', text: text('disputes.unsettled') },
              ...Object.entries(states).map(([value, it]) => ({ value, text: text(it.text) })),
            ]}
          />
          <SelectFilter
            name="whose"
            label={text('disputes.whose')}
            options={[{ value: 'mine', text: text('disputes.mine-only') }]}
          />
        </Filters>
        <DataTable
          caption={text('disputes.title')}
          rows={items}
          rowKey={(it) => it.transferId}
          to={(it) => `/exchange/disputes/${it.transferId}`}
          stale={stale}
          more={more}
          isLoadingMore={isLoadingMore}
          empty={
            <EmptyState icon={IconScale} title={text('disputes.none')}>
              {text('disputes.none-hint')}
            </EmptyState>
          }
          columns={[
            {
              key: 'who',
              head: text('disputes.who'),
              cell: ({ payer, receiver }) =>
                text('disputes.between', { payer: payer.name, receiver: receiver.name }),
            },
            { key: 'reason', head: text('disputes.reason'), cell: (it) => it.reason },
            {
              key: 'mediator',
              head: text('disputes.mediator'),
              phone: 'hide',
              cell: (it) => it.mediator?.name ?? text('disputes.nobody'),
            },
            {
              key: 'opened',
              head: text('disputes.opened'),
              phone: 'hide',
              cell: (it) => day(it.openedAt),
            },
            {
              key: 'state',
              head: text('disputes.state'),
              cell: (it) => <DisputeState state={it.state} />,
            },
            {
              key: 'units',
              head: text('disputes.amount'),
              align: 'end',
              phone: 'end',
              cell: (it) => units.time(it.units),
            },
          ]}
        />
      </Panel>
    </Page>
  )
}
