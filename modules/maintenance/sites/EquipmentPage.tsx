import { IconQrcode } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { Link, useParam } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Facts, Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { PlaceHistory } from '../followups/PlaceHistory.tsx'
import { archiveEquipment, changeEquipment, listEquipment, readEquipment } from './contract.ts'
import { EquipmentForm } from './SiteForm.tsx'
import { sitesTexts } from './texts.tsx'

/** One piece of equipment: what it is, what was done with it, what is to be done. */
export function EquipmentPage() {
  const text = useText(sitesTexts)
  const equipmentId = useParam('id')
  const equipment = useRead(readEquipment, { equipmentId })
  const [isOpen, setOpen] = useState(false)
  const archive = useAction(archiveEquipment, {
    refreshes: [readEquipment, listEquipment],
    done: text(equipment.isArchived ? 'sites.reopened' : 'sites.archive-done'),
  })
  const problem = useProblemText(archive.problem)
  const { site, name, kind, maker, model, serial, place, note, isArchived, mayManage } = equipment
  const facts: [string, React.ReactNode][] = [
    [
      text('sites.site'),
      <Link key="site" to={`/sites/${site.id}`}>
        {site.name}
      </Link>,
    ],
  ]
  if (maker || model) facts.push([text('sites.maker'), [maker, model].filter(Boolean).join(' ')])
  if (serial) facts.push([text('sites.serial'), serial])
  if (place) facts.push([text('sites.place'), place])
  if (note) facts.push([text('sites.note'), note])
  return (
    <Page
      title={name}
      subtitle={kind}
      back={{ to: `/sites/${site.id}`, text: site.name }}
      actions={
        mayManage && (
          <LinkButton look="filled" icon={IconQrcode} to={`/equipment/${equipmentId}/label`}>
            {text('sites.label')}
          </LinkButton>
        )
      }
    >
      <Stack>
        {problem && <Notice tone="error">{problem}</Notice>}
        {isArchived && <Notice>{text('sites.is-archived')}</Notice>}
        <Panel title={text('sites.about')}>
          <Facts items={facts} />
        </Panel>
        <PlaceHistory equipmentId={equipmentId} />
        {mayManage && (
          <Row>
            <Button onClick={() => setOpen(true)}>{text('sites.change')}</Button>
            <Button
              look="quiet"
              pending={archive.pending}
              onClick={() => archive.run({ equipmentId, isArchived: !isArchived })}
            >
              {text(isArchived ? 'sites.reopen' : 'sites.archive')}
            </Button>
          </Row>
        )}
      </Stack>
      {isOpen && (
        <Dialog isOpen sheet title={text('sites.change')} onClose={() => setOpen(false)}>
          <EquipmentForm
            endpoint={changeEquipment}
            siteId={site.id}
            equipment={equipment}
            onBack={() => setOpen(false)}
            onDone={() => setOpen(false)}
          />
        </Dialog>
      )}
    </Page>
  )
}
