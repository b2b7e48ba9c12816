/** What differs between two versions, as people mark it: struck out, and underlined. */
import { IconAlertTriangle } from '@tabler/icons-react'
import { useText } from '#web/text.tsx'
import { Status, type Tone } from '#web/ui/Status.tsx'
import { maintenanceTexts } from '../texts.tsx'
import type { Comparison, FieldChange, StepChange } from './contract.ts'
import './procedures.css'
import { useFieldText, useKindText } from './words.tsx'

export function Differences({ fields, steps }: Pick<Comparison, 'fields' | 'steps'>) {
  const text = useText(maintenanceTexts)
  const changed = steps.filter((it) => it.change !== 'same')
  const same = steps.length - changed.length
  if (fields.length === 0 && changed.length === 0)
    return <p className="hint">{text('differences.none')}</p>
  return (
    <div className="differences">
      <Fields fields={fields} />
      {changed.map((it) => (
        <StepDifference key={it.key} change={it} />
      ))}
      {same > 0 && <p className="hint">{text('differences.same', { count: same })}</p>}
    </div>
  )
}

const tones = {
  added: 'good',
  removed: 'bad',
  changed: 'busy',
  moved: 'info',
} as const satisfies Record<Exclude<StepChange['change'], 'same'>, Tone>

function StepDifference({ change: it }: { change: StepChange }) {
  const text = useText(maintenanceTexts)
  if (it.change === 'same') return null
  const words = {
    added: text('differences.added'),
    removed: text('differences.removed'),
    changed: text('differences.changed'),
    moved: text('differences.moved'),
  }[it.change]
  const isMoved = it.from !== null && it.to !== null && it.from !== it.to
  return (
    <section className="difference" data-change={it.change}>
      <h3 dir="auto">
        {text('differences.step', { place: it.to ?? it.from ?? 0, title: it.title })}
      </h3>
      <div className="step-tags">
        <Status tone={tones[it.change]}>{words}</Status>
        {isMoved && (
          <span className="hint">
            {text('differences.from-to', { from: it.from!, to: it.to! })}
          </span>
        )}
        {it.isCritical && (
          <span className="difference-critical">
            <IconAlertTriangle size={16} stroke={1.8} />
            {text('differences.critical')}
          </span>
        )}
      </div>
      <Fields fields={it.fields} />
    </section>
  )
}

function Fields({ fields }: { fields: readonly FieldChange[] }) {
  const fieldText = useFieldText()
  const kindText = useKindText()
  if (fields.length === 0) return null
  return (
    <dl className="field-changes">
      {fields.map(({ field, words }) => (
        <div key={field}>
          <dt>{fieldText(field)}</dt>
          <dd dir="auto">
            {words.map(({ change, text: it }, at) => {
              const shown = field === 'kind' ? kindText(it) : it
              if (change === 'added') return <ins key={at}>{shown}</ins>
              if (change === 'removed') return <del key={at}>{shown}</del>
              return <span key={at}>{shown}</span>
            })}
          </dd>
        </div>
      ))}
    </dl>
  )
}
