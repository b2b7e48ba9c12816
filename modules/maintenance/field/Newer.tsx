/** A newer version changed what matters for safety: said, with both texts, and acknowledged. */
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import type { Step } from '../steps/contract.ts'
import type { Run } from './run.tsx'
import type { FieldStore } from './store.tsx'
import { fieldTexts } from './texts.tsx'

export function Newer({ run, store }: { run: Run; store: FieldStore }) {
  const text = useText(fieldTexts)
  const { carried, events } = run
  const newer = carried.told?.newer
  if (!newer) return null
  const { versionId, version, changes, isRetracted } = newer
  const isRead =
    newer.isAcknowledged ||
    events.some(({ what }) => what.kind === 'acknowledged' && what.versionId === versionId)
  const acknowledge = () =>
    void (versionId && store.add(carried.id, [{ kind: 'acknowledged', versionId }]))
  return (
    <>
      {isRetracted && <Notice tone="error">{text('fieldwork.retracted')}</Notice>}
      {!isRead && changes.length > 0 && version !== null && (
        <Panel
          title={text('fieldwork.newer', { version })}
          hint={text('fieldwork.newer-hint', { version: carried.version })}
          actions={<Button onClick={acknowledge}>{text('fieldwork.newer-read')}</Button>}
        >
          <ul className="fieldchanges">
            {changes.map(({ stepKey, title, change, before, after }) => (
              <li key={stepKey}>
                <strong>{title}</strong> — {text(kinds[change])}
                <Words label={text('fieldwork.before')} step={before} />
                <Words label={text('fieldwork.after')} step={after} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

const kinds = {
  added: 'fieldwork.change.added',
  changed: 'fieldwork.change.changed',
  removed: 'fieldwork.change.removed',
} as const

const Words = ({ label, step }: { label: string; step: Step | null }) =>
  step && (
    <p className="fieldwords">
      <span className="hint">{label}</span>
      {step.instructions || step.description || step.title}
    </p>
  )
