import { IconClipboardList, IconPlus, IconSearch } from '@tabler/icons-react'
import { useList, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters } from '#web/go.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SearchFilter, SelectFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Stack } from '#web/ui/Panel.tsx'
import { Status, Tag } from '#web/ui/Status.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { maintenanceTexts } from '../texts.tsx'
import { listFacets, listProcedures, type Procedure } from './contract.ts'
import './procedures.css'
import { versionStates } from './words.tsx'

const views = ['published', 'work', 'review', 'archived'] as const
type View = (typeof views)[number]
const asView = (it: string): View => views.find((one) => one === it) ?? 'published'

/** The library: what may be carried out, and for who writes also what is on its way. */
export function ProceduresPage() {
  const text = useText(maintenanceTexts)
  const mayWrite = useMay('procedures.write')
  const mayReview = useMay('procedures.review')
  const filters = useFilters({ q: '', category: '', tag: '', equipment: '', view: '', sort: '' })
  const [{ q, category, tag, equipment, view: wanted, sort }, filter] = filters
  const view = asView(wanted)
  const facets = useRead(listFacets)
  const list = useList(listProcedures, {
    view,
    ...(q ? { search: q } : {}),
    ...(category ? { category } : {}),
    ...(tag ? { tag } : {}),
    ...(equipment ? { equipment } : {}),
    ...(sort === 'newest' ? { sort } : {}),
  })
  const isNarrowed = Boolean(q || category || tag || equipment)
  const options = (of: readonly { name: string; count: number }[]) =>
    of.map(({ name, count }) => ({ value: name, text: `${name} (${count})` }))

  return (
    <Page
      title={text('procedures.title')}
      subtitle={text('procedures.subtitle')}
      actions={
        mayWrite && (
          <LinkButton look="filled" icon={IconPlus} to="/procedures/new">
            {text('procedures.new')}
          </LinkButton>
        )
      }
    >
      <Stack>
        {(mayWrite || mayReview) && (
          <Segmented
            label={text('procedures.view')}
            value={view}
            choices={[
              { value: 'published', text: text('procedures.view.published') },
              { value: 'work', text: text('procedures.view.work') },
              { value: 'review', text: text('procedures.view.review') },
              { value: 'archived', text: text('procedures.view.archived') },
            ]}
            onChange={(it) => filter({ view: it === 'published' ? '' : it })}
          />
        )}
        <Filters of={filters}>
          <SearchFilter label={text('procedures.search')} />
          <SelectFilter
            name="category"
            label={text('procedures.category')}
            options={options(facets.categories)}
          />
          <SelectFilter name="tag" label={text('procedures.tag')} options={options(facets.tags)} />
          <SelectFilter
            name="equipment"
            label={text('procedures.equipment')}
            options={options(facets.equipment)}
          />
        </Filters>
        {list.first.total !== null && list.items.length > 0 && (
          <p className="hint" role="status">
            {text('procedures.count', { count: list.first.total })}
          </p>
        )}
        <Panel flush>
          <Table
            list={list}
            view={view}
            isNarrowed={isNarrowed}
            sort={sort}
            onSort={(it) => filter({ sort: it })}
          />
        </Panel>
      </Stack>
    </Page>
  )
}

type Pages = {
  items: readonly Procedure[]
  more: (() => void) | undefined
  isLoadingMore: boolean
  stale: boolean
}
type TableProps = {
  list: Pages
  view: View
  isNarrowed: boolean
  sort: string
  onSort(sort: string): void
}

function Table({ list, view, isNarrowed, sort, onSort }: TableProps) {
  const text = useText(maintenanceTexts)
  const format = useFormat()
  const columns: Column<Procedure>[] = [
    {
      key: 'title',
      head: text('procedures.name'),
      cell: (it) => <span className="procedure-name">{it.title}</span>,
      sortBy: (it) => it.title,
    },
    { key: 'category', head: text('procedures.category'), cell: (it) => it.category },
    {
      key: 'tags',
      head: text('procedures.tags'),
      phone: 'hide',
      cell: (it) => (
        <span className="procedure-tags">
          {it.tags.slice(0, 3).map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </span>
      ),
    },
    {
      key: 'steps',
      head: text('procedures.steps'),
      cell: (it) => (
        <span className="nowrap">{text('procedures.step-count', { count: it.stepCount })}</span>
      ),
    },
    { key: 'state', head: text('procedures.version'), cell: (it) => <Standing procedure={it} /> },
    {
      key: 'changedAt',
      head: text('procedures.changed'),
      phone: 'hide',
      cell: (it) => <span className="nowrap">{format.day(it.changedAt)}</span>,
      sortBy: (it) => it.changedAt,
    },
  ]
  return (
    <DataTable
      caption={text('procedures.title')}
      rows={list.items}
      columns={columns}
      to={(it) => `/procedures/${it.id}`}
      sort={{ by: sort === 'newest' ? 'changedAt' : 'title', descending: sort === 'newest' }}
      onSort={({ by }) => onSort(by === 'changedAt' ? 'newest' : '')}
      stale={list.stale}
      more={list.more}
      isLoadingMore={list.isLoadingMore}
      empty={<Nothing view={view} isNarrowed={isNarrowed} />}
    />
  )
}

/** «version 2», and what is on its way beside it. */
function Standing({ procedure: { published, open } }: { procedure: Procedure }) {
  const text = useText(maintenanceTexts)
  return (
    <span className="procedure-tags">
      {published && text('procedures.version-number', { number: published.number })}
      {open && (
        <Status tone={versionStates[open.state].tone}>
          {text(versionStates[open.state].text)}
        </Status>
      )}
    </span>
  )
}

function Nothing({ view, isNarrowed }: { view: View; isNarrowed: boolean }) {
  const text = useText(maintenanceTexts)
  if (isNarrowed)
    return (
      <EmptyState icon={IconSearch} title={text('procedures.none-found')}>
        {text('procedures.none-found-hint')}
      </EmptyState>
    )
  const [title, hint] = {
    published: [text('procedures.none'), text('procedures.none-hint')],
    work: [text('procedures.none-in-work'), text('procedures.none-in-work-hint')],
    review: [text('procedures.none-in-review'), text('procedures.none-in-review-hint')],
    archived: [text('procedures.none-archived'), text('procedures.none-archived-hint')],
  }[view] as [string, string]
  return (
    <EmptyState icon={IconClipboardList} title={title}>
      {hint}
    </EmptyState>
  )
}
