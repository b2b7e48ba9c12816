import { IconReceipt } from '@tabler/icons-react'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SelectFilter } from '#web/ui/Filters.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { listAllTransfers, type Transfer, type TransferState as State } from './contract.ts'
import { TransferState } from './TransferLine.tsx'
import { useUnits } from './units.tsx'
import { stateWords } from './words.tsx'
import { schoolTexts } from '../texts.tsx'

const isState = (it: string): it is State => it in stateWords

/** Everybody's transfers; the disputed ones first of all. */
export function OverviewTransfers() {
  const text = useText(schoolTexts)
  const format = useFormat()
  const units = useUnits()
  const filters = useFilters({ state: '', member: '' })
  const [{ state, member }] = filters
  const { items, more, isLoadingMore, stale } = useList(listAllTransfers, {
    ...(state === 'disputed' ? { disputed: true } : isState(state) ? { state } : {}),
    ...(member ? { memberId: member } : {}),
  })
  const side = items.flatMap((it) => [it.payer, it.receiver]).find((it) => it.id === member)
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
    {
      key: 'state',
      head: text('exchange.transfer.state'),
      cell: (it) => <TransferState transfer={it} />,
    },
    {
      key: 'units',
      head: text('exchange.transfer.units'),
      cell: (it) => <span className="amount">{units.time(it.units)}</span>,
      align: 'end',
      phone: 'end',
    },
  ]
  return (
    <Panel
      flush
      {...(side ? { title: text('exchange.overview.one-member', { name: side.name }) } : {})}
    >
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
