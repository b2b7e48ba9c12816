import { encode } from 'uqr'
import { useAction, useRead } from '#web/api.tsx'
import { useParam } from '#web/go.tsx'
import { useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { readLabel, renewLabel } from './contract.ts'
import './sites.css'
import { sitesTexts } from './texts.tsx'

/** To be printed and stuck on: any camera reads it. */
export function LabelPage() {
  const text = useText(sitesTexts)
  const { slug } = useWorkspace()
  const equipmentId = useParam('id')
  const { code, name, site, serial } = useRead(readLabel, { equipmentId })
  const renew = useAction(renewLabel, { refreshes: [readLabel], done: text('sites.renewed') })
  const link = `${location.origin}/fault/${slug}?code=${code}`
  const giveAnother = async () => {
    const isSure = await ask({
      title: text('sites.renew-ask'),
      text: text('sites.renew-ask-text'),
      confirm: text('sites.renew'),
    })
    if (isSure) await renew.run({ equipmentId })
  }
  return (
    <Page
      title={text('sites.label-of', { name })}
      back={{ to: `/equipment/${equipmentId}`, text: name }}
      narrow
    >
      <Stack>
        <section className="panel equipment-label">
          <Picture of={link} label={text('sites.label-picture', { name })} />
          <strong>{name}</strong>
          <span>{site.name}</span>
          {serial && <span>{serial}</span>}
          <span className="hint">{text('sites.label-say')}</span>
        </section>
        <Panel>
          <Stack>
            <CopyField label={text('sites.label-link')} value={link} />
            <Row>
              <Button look="filled" onClick={() => print()}>
                {text('sites.print')}
              </Button>
              <Button look="quiet" pending={renew.pending} onClick={() => void giveAnother()}>
                {text('sites.renew')}
              </Button>
            </Row>
          </Stack>
        </Panel>
      </Stack>
    </Page>
  )
}

/** Dark on white also at night, with the quiet zone of the standard; a label is scratched, so a quarter may be lost. */
function Picture({ of: words, label }: { of: string; label: string }) {
  const { data, size } = encode(words, { ecc: 'Q', border: 4 })
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} />
      <path d={path} />
    </svg>
  )
}
