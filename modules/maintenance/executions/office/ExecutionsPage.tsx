import { IconCalendarPlus, IconHelmet, IconSearch } from '@tabler/icons-react'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters } from '#web/go.tsx'
import { useLive } from '#web/live.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SelectFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { listSites } from '../../sites/contract.ts'
import { ExecutionState, listExecutions } from '../contract.ts'
import { executionsTexts } from '../texts.tsx'
import { ExecutionStatus, stateWords } from '../words.tsx'
import { executionChanged, executionsChanged } from './contract.ts'

/** What is being done, what was done, what is late: one's own, or everybody's for who oversees. */
export function ExecutionsPage() {
  const text = useText(executionsTexts)
  const { day } = useFormat()
  const mayPlan = useMay('executions.supervise')
  const seesAll = useMay('executions.oversee')
  const filters = useFilters({ state: '', site: '', whose: '' })
  const [{ state, site, whose }] = filters
  const sites = useList(listSites, { limit: 100 })
  const chosen = ExecutionState.safeParse(state)
  const { items, more, isLoadingMore, stale } = useList(listExecutions, {
    ...(chosen.success ? { state: chosen.data } : {}),
    ...(state === 'unfinished' ? { state } : {}),
    ...(state === 'late' ? { isLate: true } : {}),
    ...(site ? { siteId: site } : {}),
    ...(whose === 'mine' ? { isMine: true } : {}),
  })
  useLive(seesAll ? executionsChanged : executionChanged, { refreshes: [listExecutions] })
  return (
    <Page
      title={text('executions.title')}
      subtitle={text('executions.subtitle')}
      actions={
        mayPlan && (
          <LinkButton look="filled" icon={IconCalendarPlus} to="/planning">
            {text('executions.plan')}
          </LinkButton>
        )
      }
    >
      <Panel flush>
        <Filters of={filters}>
          <SelectFilter
            name="state"
            label={text('executions.state')}
            options={[
              { value: 'unfinished', text: text('executions.unfinished') },
              { value: 'late', text: text('executions.late') },
              ...Object.entries(stateWords).map(([value, it]) => ({ value, text: text(it.text) })),
            ]}
          />
          <SelectFilter
            name="site"
            label={text('executions.site')}
            options={sites.items.map((it) => ({ value: it.id, text: it.name }))}
          />
          {seesAll && (
            <SelectFilter
              name="whose"
              label={text('executions.technician')}
              options={[{ value: 'mine', text: text('executions.mine') }]}
            />
          )}
        </Filters>
        <DataTable
          caption={text('executions.title')}
          rows={items}
          to={(it) => `/executions/${it.id}`}
          stale={stale}
          more={more}
          isLoadingMore={isLoadingMore}
          empty={
            state || site || whose ? (
              <EmptyState icon={IconSearch} title={text('executions.none-found')}>
                {text('executions.none-found-hint')}
              </EmptyState>
            ) : (
              <EmptyState icon={IconHelmet} title={text('executions.none')}>
                {text('executions.none-hint')}
              </EmptyState>
            )
          }
          columns={[
            { key: 'title', head: text('executions.procedure'), cell: (it) => it.title },
            {
              key: 'site',
              head: text('executions.site'),
              cell: (it) => it.equipment?.name ?? it.site?.name ?? '',
            },
            {
              key: 'owner',
              head: text('executions.technician'),
              phone: 'hide',
              cell: (it) => it.owner?.name ?? '',
            },
            {
              key: 'when',
              head: text('executions.when'),
              cell: ({ startedAt, plannedOn }) =>
                startedAt ? day(startedAt) : plannedOn ? day(plannedOn) : '',
            },
            {
              key: 'progress',
              head: text('executions.progress'),
              phone: 'hide',
              cell: ({ settled, steps }) => text('executions.settled', { settled, steps }),
            },
            {
              key: 'state',
              head: text('executions.state'),
              phone: 'end',
              cell: (it) => <ExecutionStatus of={it} />,
            },
          ]}
        />
      </Panel>
    </Page>
  )
}
