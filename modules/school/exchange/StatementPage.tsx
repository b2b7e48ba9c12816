import { IconHeartHandshake, IconSearch } from '@tabler/icons-react'
import { useList, useRead } from '#web/api.tsx'
import { useFilters } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SelectFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Items, Panel, Stack } from '#web/ui/Panel.tsx'
import { HistoryPanel } from '../statements/HistoryPanel.tsx'
import { listTransfers, readAccount, TransferState, type Transfer } from './contract.ts'
import './exchange.css'
import '../offers/offers.css'
import { MoreRows } from '../offers/MoreRows.tsx'
import { LimitNotice } from './LimitNotice.tsx'
import { TransferLine } from './TransferLine.tsx'
import { useUnits } from './units.tsx'
import { useDates } from './dates.tsx'
import { stateWords } from './words.tsx'
import { schoolTexts } from '../texts.tsx'
import { statementsTexts } from '../statements/texts.tsx'

const sinceOf = (days: string): string | undefined =>
  /^\d{1,4}$/.test(days)
    ? new Date(Date.now() - Number(days) * 86_400_000).toISOString().slice(0, 10)
    : undefined

const isState = (it: string): it is TransferState => it in stateWords

export function StatementPage() {
  const text = useText(schoolTexts)
  const own = useText(statementsTexts)
  const units = useUnits()
  const account = useRead(readAccount)
  const filters = useFilters({ state: '', direction: '', days: '' })
  const [{ state, direction, days }] = filters
  const since = sinceOf(days)
  const { items, more, isLoadingMore, stale } = useList(listTransfers, {
    ...(state === 'waiting' ? { waiting: true } : isState(state) ? { state } : {}),
    ...(direction === 'in' || direction === 'out' ? { direction } : {}),
    ...(since ? { since } : {}),
  })
  const states = Object.entries(stateWords).map(([value, it]) => ({ value, text: text(it.text) }))
  const isFiltered = state !== '' || direction !== '' || days !== ''

  return (
    <Page
      title={text('exchange.statement.title')}
      subtitle={text('exchange.statement.subtitle', {
        balance: units.both(account.balance),
        earned: units.time(account.earned),
        spent: units.time(account.spent),
      })}
    >
      <Stack>
        <LimitNotice account={account} />
        <HistoryPanel from={since} />
        <Filters of={filters}>
          <SelectFilter
            name="days"
            label={own('statements.period')}
            options={[
              { value: '30', text: own('statements.period.30') },
              { value: '90', text: own('statements.period.90') },
              { value: '365', text: own('statements.period.365') },
            ]}
          />
          <SelectFilter
            name="state"
            label={text('exchange.transfer.state')}
            options={[{ value: 'waiting', text: text('exchange.awaits-me') }, ...states]}
          />
          <SelectFilter
            name="direction"
            label={text('exchange.direction')}
            options={[
              { value: 'in', text: text('exchange.direction.in') },
              { value: 'out', text: text('exchange.direction.out') },
            ]}
          />
        </Filters>
        {items.length > 0 ? (
          <Months transfers={items} stale={stale} />
        ) : (
          <Panel>
            {isFiltered ? (
              <EmptyState icon={IconSearch} title={text('exchange.statement.filter-empty')}>
                {text('exchange.statement.filter-hint')}
              </EmptyState>
            ) : (
              <EmptyState
                icon={IconHeartHandshake}
                title={text('exchange.no-transfer')}
                action={
                  <LinkButton look="filled" to="/exchange/thank">
                    {text('exchange.thank.short')}
                  </LinkButton>
                }
              >
                {text('exchange.no-transfer-hint')}
              </EmptyState>
            )}
          </Panel>
        )}
        <MoreRows more={more} isLoading={isLoadingMore} />
      </Stack>
    </Page>
  )
}

type MonthsProps = { transfers: readonly Transfer[]; stale: boolean }

function Months({ transfers, stale }: MonthsProps) {
  const { month: monthOf } = useDates()
  const months = Map.groupBy(transfers, (it) => monthOf(it.createdAt))
  return (
    <div className="stack months" data-stale={stale || undefined}>
      {[...months].map(([month, ofMonth]) => (
        <Panel key={month} title={month}>
          <Items label={month}>
            {ofMonth.map((it) => (
              <TransferLine key={it.id} transfer={it} />
            ))}
          </Items>
        </Panel>
      ))}
    </div>
  )
}
