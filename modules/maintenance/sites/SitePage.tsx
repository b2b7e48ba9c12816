import { IconPlus, IconSolarPanel2 } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useList, useRead } from '#web/api.tsx'
import { useGo, useParam } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { PlaceHistory } from '../followups/PlaceHistory.tsx'
import {
  archiveSite,
  changeSite,
  createEquipment,
  listEquipment,
  listSites,
  readSite,
} from './contract.ts'
import { EquipmentForm, SiteForm } from './SiteForm.tsx'
import { sitesTexts } from './texts.tsx'

/** One site: what hangs there, and what was done. */
export function SitePage() {
  const text = useText(sitesTexts)
  const go = useGo()
  const siteId = useParam('id')
  const site = useRead(readSite, { siteId })
  const mayManage = useMay('sites.manage')
  const [open, setOpen] = useState<'change' | 'add'>()
  const { items, more, isLoadingMore, stale } = useList(listEquipment, { siteId })
  const archive = useAction(archiveSite, {
    refreshes: [readSite, listSites],
    done: text(site.isArchived ? 'sites.reopened' : 'sites.archive-done'),
  })
  const problem = useProblemText(archive.problem)
  const close = () => setOpen(undefined)
  return (
    <Page
      title={site.name}
      subtitle={site.location}
      back={{ to: '/sites', text: text('sites.title') }}
      actions={
        mayManage && (
          <Button look="filled" icon={IconPlus} onClick={() => setOpen('add')}>
            {text('sites.add-equipment')}
          </Button>
        )
      }
    >
      <Stack>
        {problem && <Notice tone="error">{problem}</Notice>}
        {site.isArchived && <Notice>{text('sites.is-archived')}</Notice>}
        {site.note && (
          <Panel>
            <p>{site.note}</p>
          </Panel>
        )}
        <Panel flush title={text('sites.equipment')}>
          <DataTable
            caption={text('sites.equipment')}
            rows={items}
            to={(it) => `/equipment/${it.id}`}
            stale={stale}
            more={more}
            isLoadingMore={isLoadingMore}
            empty={
              <EmptyState icon={IconSolarPanel2} title={text('sites.no-equipment')}>
                {text('sites.no-equipment-hint')}
              </EmptyState>
            }
            columns={[
              { key: 'name', head: text('sites.name'), cell: (it) => it.name },
              { key: 'kind', head: text('sites.kind'), cell: (it) => it.kind },
              { key: 'serial', head: text('sites.serial'), cell: (it) => it.serial },
              { key: 'place', head: text('sites.place'), phone: 'hide', cell: (it) => it.place },
            ]}
          />
        </Panel>
        <PlaceHistory siteId={siteId} />
        {mayManage && (
          <Row>
            <Button onClick={() => setOpen('change')}>{text('sites.change')}</Button>
            <Button
              look="quiet"
              pending={archive.pending}
              onClick={() => archive.run({ siteId, isArchived: !site.isArchived })}
            >
              {text(site.isArchived ? 'sites.reopen' : 'sites.archive')}
            </Button>
          </Row>
        )}
      </Stack>
      {open === 'change' && (
        <Dialog isOpen sheet title={text('sites.change')} onClose={close}>
          <SiteForm endpoint={changeSite} site={site} onBack={close} onDone={close} />
        </Dialog>
      )}
      {open === 'add' && (
        <Dialog isOpen sheet title={text('sites.add-equipment')} onClose={close}>
          <EquipmentForm
            endpoint={createEquipment}
            siteId={siteId}
            onBack={close}
            onDone={({ id }) => void go(`/equipment/${id}`)}
          />
        </Dialog>
      )}
    </Page>
  )
}
