/** The history of a procedure: who wrote what, when it was the way to work, and what it changed. */
import { Suspense, useState } from 'react'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Item, Items, Panel } from '#web/ui/Panel.tsx'
import { Status } from '#web/ui/Status.tsx'
import { maintenanceTexts } from '../texts.tsx'
import type { ProcedureSheet, VersionLine } from './contract.ts'
import { Compared } from './ReviewPanel.tsx'
import { versionStates } from './words.tsx'

type PanelProps = { procedure: ProcedureSheet; shown: string; onShow(versionId: string): void }

export function VersionsPanel({ procedure: { versions }, shown, onShow }: PanelProps) {
  const text = useText(maintenanceTexts)
  return (
    <Panel title={text('procedures.versions')} flush>
      <Items label={text('procedures.versions')}>
        {versions.map((it) => (
          <One
            key={it.id}
            version={it}
            before={versions.find((one) => one.number < it.number && one.publishedAt !== null)}
            isShown={it.id === shown}
            onShow={() => onShow(it.id)}
          />
        ))}
      </Items>
    </Panel>
  )
}

type OneProps = {
  version: VersionLine
  before: VersionLine | undefined
  isShown: boolean
  onShow(): void
}

function One({ version, before, isShown, onShow }: OneProps) {
  const text = useText(maintenanceTexts)
  const format = useFormat()
  const [isOpen, open] = useState(false)
  const { id, number, state, author, note, createdAt, publishedAt } = version
  const { text: stateText, tone } = versionStates[state]
  const day = publishedAt
    ? text('procedures.published-on', { day: format.day(publishedAt) })
    : text('procedures.begun-on', { day: format.day(createdAt) })
  const by = author && text('procedures.by', { name: author.name })
  return (
    <Item
      title={
        <span className="procedure-tags">
          {text('procedures.version-title', { number })}
          <Status tone={tone}>{text(stateText)}</Status>
        </span>
      }
      hint={
        <>
          {[day, by].filter(Boolean).join(', ')}
          {note && <span className="version-note">{note}</span>}
        </>
      }
      end={
        <span className="row">
          {before && isOpen && (
            <Dialog
              isOpen
              wide
              title={text('differences.between', { from: before.number, to: number })}
              onClose={() => open(false)}
            >
              <Suspense>
                <Compared versionId={id} from={before.id} />
              </Suspense>
            </Dialog>
          )}
          {before && (
            <Button small aria-haspopup="dialog" onClick={() => open(true)}>
              {text('procedures.compare')}
            </Button>
          )}
          {!isShown && (
            <Button small look="quiet" onClick={onShow}>
              {text('procedures.read-version')}
            </Button>
          )}
        </span>
      }
    />
  )
}
