import { IconChartBar, IconInbox, IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useList, useRead } from '#web/api.tsx'
import { useFilters } from '#web/go.tsx'
import { later } from '#web/later.tsx'
import { useLive } from '#web/live.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SearchFilter, SelectFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { Status } from '#web/ui/Status.tsx'
import { supportTexts } from '../texts.tsx'
import {
  assignments,
  countTickets,
  listAgents,
  listTickets,
  sorts,
  ticketsChanged,
  type TicketLine,
} from './contract.ts'
import { SavedFilters } from '../filters/SavedFilters.tsx'
import { categories, priorities, ticketStates } from './rules.ts'
import './tickets.css'
import { DueMark, PriorityMark, StateMark, Tags } from './words.tsx'

const SeveralBar = later(() => import('./SeveralBar.tsx').then((it) => it.SeveralBar))

const one = <Value extends string>(values: readonly Value[], typed: string) =>
  values.find((it) => it === typed)

/** J and K go down and up, X chooses: without leaving the list. */
function step(event: KeyboardEvent<HTMLElement>): void {
  const isTyping = (event.target as HTMLElement).matches('input:not([type=checkbox]), select')
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody tr')]
  const here = rows.findIndex((it) => it.contains(document.activeElement))
  if (event.key === 'j' || event.key === 'k') {
    const to = rows.at(Math.max(0, Math.min(rows.length - 1, here + (event.key === 'j' ? 1 : -1))))
    to?.querySelector<HTMLElement>('.row-link')?.focus()
  } else if (event.key === 'x')
    rows[here]?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click()
}

/** Everything that was asked: what is due first stands first. */
export function TicketsPage() {
  const text = useText(supportTexts)
  const filters = useFilters({
    q: '',
    state: '',
    category: '',
    priority: '',
    assignee: '',
    tag: '',
    late: '',
    sort: '',
  })
  const [{ q, state, category, priority, assignee, tag, late, sort }] = filters
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const agents = useRead(listAgents)
  const assigned = one([...assignments, ...agents.items.map(({ id }) => id)], assignee)
  const list = useList(listTickets, {
    ...(q && { search: q }),
    ...(tag && { tag }),
    state: one(['living', 'all', ...ticketStates] as const, state),
    category: one(categories, category),
    priority: one(priorities, priority),
    assignee: assigned,
    ...(late && { late: true }),
    sort: one(sorts, sort),
  })
  useLive(ticketsChanged, { refreshes: [listTickets, countTickets] })
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    choose(next)
  }
  const shown = list.items.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
  const isNarrowed = Boolean(q || state || category || priority || assignee || tag || late)

  return (
    <Page
      title={text('tickets.title')}
      subtitle={list.first.total === null ? '' : text('tickets.count', { count: list.first.total })}
      actions={
        <>
          <LinkButton icon={IconChartBar} to="/tickets/report">
            {text('tickets.report')}
          </LinkButton>
          <LinkButton look="filled" icon={IconPlus} to="/tickets/new">
            {text('tickets.new')}
          </LinkButton>
        </>
      }
    >
      <Stack>
        <SavedFilters filters={filters} />
        <Panel flush>
          <Filters of={filters}>
            <SearchFilter label={text('tickets.search')} />
            <SelectFilter
              name="state"
              label={text('tickets.state')}
              options={[
                { value: 'all', text: text('tickets.state.all') },
                ...ticketStates.map((it) => ({ value: it, text: text(`tickets.state.${it}`) })),
              ]}
            />
            <SelectFilter
              name="assignee"
              label={text('tickets.assignee')}
              options={[
                { value: 'mine', text: text('tickets.assignee.mine') },
                { value: 'nobody', text: text('tickets.assignee.nobody') },
                ...agents.items.map(({ id, name }) => ({ value: id, text: name })),
              ]}
            />
            <SelectFilter
              name="priority"
              label={text('tickets.priority')}
              options={priorities.map((it) => ({
                value: it,
                text: text(`tickets.priority.${it}`),
              }))}
            />
            <SelectFilter
              name="category"
              label={text('tickets.category')}
              options={categories.map((it) => ({
                value: it,
                text: text(`tickets.category.${it}`),
              }))}
            />
            <SelectFilter
              name="late"
              label={text('tickets.due')}
              options={[{ value: 'yes', text: text('tickets.only-late') }]}
            />
            <SelectFilter
              name="sort"
              label={text('tickets.sort')}
              options={sorts.map((it) => ({ value: it, text: text(`tickets.sort.${it}`) }))}
            />
          </Filters>
          {shown.length > 0 && (
            <SeveralBar ids={shown} agents={agents.items} onDone={() => choose(new Set())} />
          )}
          <div className="tickets" onKeyDown={step}>
            <DataTable<TicketLine>
              caption={text('tickets.title')}
              rows={list.items}
              stale={list.stale}
              more={list.more}
              isLoadingMore={list.isLoadingMore}
              to={({ id }) => `/tickets/${id}`}
              empty={
                <EmptyState
                  icon={IconInbox}
                  title={text(isNarrowed ? 'tickets.filter-none' : 'tickets.none')}
                >
                  {text(isNarrowed ? 'tickets.filter-none-hint' : 'tickets.none-hint')}
                </EmptyState>
              }
              columns={[
                {
                  key: 'title',
                  head: text('tickets.request'),
                  cell: ({ number, title }) => (
                    <>
                      <span className="hint">{text('tickets.no', { number })}</span>{' '}
                      {title || text('tickets.erased-title')}
                    </>
                  ),
                },
                {
                  key: 'state',
                  head: text('tickets.state'),
                  cell: ({ state }) => <StateMark state={state} />,
                },
                {
                  key: 'due',
                  head: text('tickets.due'),
                  cell: (ticket) => <DueMark ticket={ticket} />,
                },
                {
                  key: 'priority',
                  head: text('tickets.priority'),
                  cell: ({ priority }) => <PriorityMark priority={priority} />,
                },
                {
                  key: 'who',
                  head: text('tickets.requester'),
                  cell: ({ requester, tags }) => (
                    <Row>
                      {requester.name ?? text('tickets.erased')}
                      {requester.visitor?.isVerified === false && (
                        <Status tone="wait">{text('tickets.visitor-not-verified')}</Status>
                      )}
                      <Tags tags={tags} />
                    </Row>
                  ),
                },
                {
                  key: 'assignee',
                  head: text('tickets.assignee'),
                  phone: 'hide',
                  cell: ({ assignee }) =>
                    assignee?.name ?? <span className="hint">{text('tickets.nobody')}</span>,
                },
                {
                  key: 'choose',
                  head: '',
                  align: 'end',
                  phone: 'end',
                  cell: ({ id, number }) => (
                    <input
                      type="checkbox"
                      className="ticket-choose"
                      aria-label={text('tickets.choose', { number })}
                      checked={chosen.has(id)}
                      onChange={() => toggle(id)}
                    />
                  ),
                },
              ]}
            />
          </div>
        </Panel>
        <p className="hint ticket-keys">{text('tickets.keys')}</p>
      </Stack>
    </Page>
  )
}
