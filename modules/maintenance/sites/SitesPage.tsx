import { IconBuildingFactory2, IconPlus, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useList } from '#web/api.tsx'
import { useFilters, useGo } from '#web/go.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SearchFilter, SelectFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { createSite, listSites } from './contract.ts'
import { SiteForm } from './SiteForm.tsx'
import { sitesTexts } from './texts.tsx'

/** Where installations are. */
export function SitesPage() {
  const text = useText(sitesTexts)
  const go = useGo()
  const mayManage = useMay('sites.manage')
  const [isNew, setNew] = useState(false)
  const filters = useFilters({ q: '', view: '' })
  const [{ q, view }] = filters
  const { items, more, isLoadingMore, stale } = useList(listSites, {
    ...(q ? { search: q } : {}),
    ...(view === 'archived' ? { isArchived: true } : {}),
  })
  return (
    <Page
      title={text('sites.title')}
      subtitle={text('sites.subtitle')}
      actions={
        mayManage && (
          <Button look="filled" icon={IconPlus} onClick={() => setNew(true)}>
            {text('sites.new')}
          </Button>
        )
      }
    >
      <Panel flush>
        <Filters of={filters}>
          <SearchFilter label={text('sites.search')} />
          <SelectFilter
            name="view"
            label={text('sites.view')}
            options={[{ value: 'archived', text: text('sites.archived') }]}
          />
        </Filters>
        <DataTable
          caption={text('sites.title')}
          rows={items}
          to={(it) => `/sites/${it.id}`}
          stale={stale}
          more={more}
          isLoadingMore={isLoadingMore}
          empty={
            q || view ? (
              <EmptyState icon={IconSearch} title={text('sites.none-found')} />
            ) : (
              <EmptyState icon={IconBuildingFactory2} title={text('sites.none')}>
                {text('sites.none-hint')}
              </EmptyState>
            )
          }
          columns={[
            { key: 'name', head: text('sites.name'), cell: (it) => it.name },
            { key: 'location', head: text('sites.location'), cell: (it) => it.location },
            {
              key: 'equipment',
              head: text('sites.equipment'),
              align: 'end',
              phone: 'end',
              cell: (it) => text('sites.equipment-count', { count: it.equipment }),
            },
          ]}
        />
      </Panel>
      {isNew && (
        <Dialog isOpen sheet title={text('sites.new')} onClose={() => setNew(false)}>
          <SiteForm
            endpoint={createSite}
            onBack={() => setNew(false)}
            onDone={({ id }) => void go(`/sites/${id}`)}
          />
        </Dialog>
      )}
    </Page>
  )
}
