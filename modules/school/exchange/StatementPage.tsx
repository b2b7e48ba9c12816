import { IconHeartHandshake, IconSearch } from '@tabler/icons-react'
import { useList, useRead } from '#web/api.tsx'
import { useFilters } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SelectFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Items, Panel, Stack } from '#web/ui/Panel.tsx'
import type fr from '../locales/fr.ts'
import { listTransfers, readAccount, TransferState, type Transfer } from './contract.ts'
import './exchange.css'
import './offers.css'
import { TransferLine } from './TransferLine.tsx'
import { useUnits } from './units.tsx'
import { useDates } from './dates.tsx'
import { stateWords } from './words.tsx'

const isState = (it: string): it is TransferState => it in stateWords

export function StatementPage() {
  const text = useText<typeof fr>()
  const units = useUnits()
  const account = useRead(readAccount)
  const filters = useFilters({ state: '', direction: '' })
  const [{ state, direction }] = filters
  const { items, more, isLoadingMore, stale } = useList(listTransfers, {
    ...(state === 'waiting' ? { waiting: true } : isState(state) ? { state } : {}),
    ...(direction === 'in' || direction === 'out' ? { direction } : {}),
  })
  const states = Object.entries(stateWords).map(([value, it]) => ({ value, text: text(it.text) }))
  const isFiltered = state !== '' || direction !== ''

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
        <Filters of={filters}>
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
        {more && (
          <div className="more">
            <Button onClick={more} pending={isLoadingMore}>
              {text('exchange.statement.more')}
            </Button>
          </div>
        )}
      </Stack>
    </Page>
  )
}

type MonthsProps = { transfers: readonly Transfer[]; stale: boolean }

function Months({ transfers, stale }: MonthsProps) {
  const { month: monthOf } = useDates()
  const months = Map.groupBy(transfers, (it) => monthOf(it.createdAt))
  return (
    <div className="stack" data-stale={stale || undefined}>
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
