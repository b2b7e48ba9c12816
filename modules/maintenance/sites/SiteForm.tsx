/** The words of a site, and of equipment: for a new one and to change one. */
import { useAction } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { TextArea, TextField } from '#web/ui/TextField.tsx'
import {
  type changeEquipment,
  type changeSite,
  type createEquipment,
  type createSite,
  type Equipment,
  listEquipment,
  listSites,
  readEquipment,
  readSite,
  type Site,
} from './contract.ts'
import { sitesTexts } from './texts.tsx'

const refreshes = [listSites, readSite, listEquipment, readEquipment]

type SiteProps = {
  endpoint: typeof createSite | typeof changeSite
  site?: Site
  onBack(): void
  onDone(site: Site): void
}

export function SiteForm({ endpoint, site, onBack, onDone }: SiteProps) {
  const text = useText(sitesTexts)
  const save = useAction(endpoint as typeof createSite, {
    refreshes,
    done: text('sites.saved'),
    onDone,
  })
  return (
    <Form action={save} initial={site ?? {}} {...(site ? { fixed: { siteId: site.id } } : {})}>
      <TextField name="name" label={text('sites.name')} maxLength={200} />
      <TextField name="location" label={text('sites.location')} maxLength={400} />
      <TextArea name="note" label={text('sites.note')} rows={3} maxLength={5000} />
      <Foot onBack={onBack} />
    </Form>
  )
}

type EquipmentProps = {
  endpoint: typeof createEquipment | typeof changeEquipment
  siteId: string
  equipment?: Equipment
  onBack(): void
  onDone(equipment: Equipment): void
}

export function EquipmentForm({ endpoint, siteId, equipment, onBack, onDone }: EquipmentProps) {
  const text = useText(sitesTexts)
  const save = useAction(endpoint as typeof createEquipment, {
    refreshes,
    done: text('sites.saved'),
    onDone,
  })
  const fixed = { siteId, ...(equipment ? { equipmentId: equipment.id } : {}) }
  return (
    <Form action={save} initial={equipment ?? {}} fixed={fixed}>
      <TextField name="name" label={text('sites.name')} maxLength={200} />
      <TextField
        name="kind"
        label={text('sites.kind')}
        hint={text('sites.kind-hint')}
        maxLength={80}
      />
      <TextField name="maker" label={text('sites.maker')} maxLength={80} />
      <TextField name="model" label={text('sites.model')} maxLength={80} />
      <TextField name="serial" label={text('sites.serial')} maxLength={120} />
      <TextField
        name="place"
        label={text('sites.place')}
        hint={text('sites.place-hint')}
        maxLength={200}
      />
      <TextArea name="note" label={text('sites.note')} rows={3} maxLength={5000} />
      <Foot onBack={onBack} />
    </Form>
  )
}

function Foot({ onBack }: { onBack(): void }) {
  const text = useText(sitesTexts)
  return (
    <div className="dialog-foot">
      <Button onClick={onBack}>{text('sites.back')}</Button>
      <SubmitButton>{text('sites.save')}</SubmitButton>
    </div>
  )
}
