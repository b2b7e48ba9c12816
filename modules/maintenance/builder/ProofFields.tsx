/** What proves a step, by its kind. */
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useText } from '#web/text.tsx'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { maintenanceTexts } from '../texts.tsx'
import type { Validation } from '../steps/contract.ts'
import { keyFor } from '../steps/rules.ts'
import { Amount, Tick, Words } from './fields.tsx'

type Of<Kind extends Validation['kind']> = Extract<Validation, { kind: Kind }>
type ProofProps<It> = { proof: It; onChange(proof: Validation): void }

export function ProofFields({ proof, onChange }: ProofProps<Validation>) {
  const text = useText(maintenanceTexts)
  switch (proof.kind) {
    case 'photo':
      return (
        <div className="builder-pair">
          <Amount
            label={text('steps.field.photos-min')}
            value={proof.min}
            min={0}
            isWhole
            onChange={(it) => onChange({ ...proof, min: Math.min(it ?? 0, 50) })}
          />
          <Amount
            label={text('steps.field.photos-max')}
            value={proof.max}
            min={0}
            isWhole
            onChange={(it) => onChange({ ...proof, max: Math.min(it ?? 0, 50) })}
          />
        </div>
      )
    case 'measure':
      return <MeasureFields proof={proof} onChange={onChange} />
    case 'choice':
      return <ChoiceFields proof={proof} onChange={onChange} />
    case 'checklist':
      return <ChecklistFields proof={proof} onChange={onChange} />
    case 'signature':
      return (
        <Words
          label={text('steps.field.signer')}
          maxLength={80}
          value={proof.signer}
          onChange={(signer) => onChange({ ...proof, signer })}
        />
      )
    case 'scan':
      return (
        <Words
          label={text('steps.field.expected')}
          hint={text('steps.field.expected-hint')}
          maxLength={200}
          value={proof.expected}
          onChange={(expected) => onChange({ ...proof, expected })}
        />
      )
    case 'timer':
      return (
        <Amount
          label={text('steps.field.minutes')}
          value={proof.seconds / 60}
          min={0.1}
          onChange={(it) =>
            it &&
            onChange({ ...proof, seconds: Math.min(86_400, Math.max(1, Math.round(it * 60))) })
          }
        />
      )
    case 'aiCheck':
      return (
        <Words
          label={text('steps.field.question')}
          maxLength={500}
          value={proof.question}
          onChange={(question) => onChange({ ...proof, question })}
        />
      )
    default:
      return null
  }
}

function MeasureFields({ proof, onChange }: ProofProps<Of<'measure'>>) {
  const text = useText(maintenanceTexts)
  return (
    <>
      <div className="builder-pair">
        <Words
          label={text('steps.field.unit')}
          maxLength={20}
          placeholder={text('steps.field.unit-example')}
          value={proof.unit}
          onChange={(unit) => onChange({ ...proof, unit })}
        />
        <Words
          label={text('steps.field.instrument')}
          maxLength={80}
          value={proof.instrument}
          onChange={(instrument) => onChange({ ...proof, instrument })}
        />
      </div>
      <div className="builder-pair">
        <Amount
          label={text('steps.field.min')}
          value={proof.min}
          onChange={(min) => onChange({ ...proof, min })}
        />
        <Amount
          label={text('steps.field.max')}
          value={proof.max}
          onChange={(max) => onChange({ ...proof, max })}
        />
      </div>
    </>
  )
}

const nextKey = (items: readonly { key: string }[], stem: string) =>
  keyFor(stem, new Set(items.map((it) => it.key)))

function ChoiceFields({ proof, onChange }: ProofProps<Of<'choice'>>) {
  const text = useText(maintenanceTexts)
  const { options } = proof
  const put = (at: number, change: Partial<(typeof options)[number]>) =>
    onChange({ ...proof, options: options.map((it, i) => (i === at ? { ...it, ...change } : it)) })
  return (
    <div className="builder-list" role="group" aria-label={text('steps.field.options')}>
      {options.map((it, i) => (
        <div key={it.key} className="builder-line">
          <Words
            label={text('steps.field.option', { number: i + 1 })}
            maxLength={200}
            value={it.text}
            onChange={(words) => put(i, { text: words })}
          />
          <Tick
            label={text('steps.field.nonconform')}
            value={it.isNonconform}
            onChange={(isNonconform) => put(i, { isNonconform })}
          />
          {options.length > 1 && (
            <IconButton
              label={text('steps.field.option-remove', { number: i + 1 })}
              icon={IconTrash}
              onClick={() => onChange({ ...proof, options: options.filter((one) => one !== it) })}
            />
          )}
        </div>
      ))}
      {options.length < 20 && (
        <Button
          small
          icon={IconPlus}
          onClick={() =>
            onChange({
              ...proof,
              options: [
                ...options,
                { key: nextKey(options, 'option'), text: '…', isNonconform: false },
              ],
            })
          }
        >
          {text('steps.field.option-add')}
        </Button>
      )}
    </div>
  )
}

function ChecklistFields({ proof, onChange }: ProofProps<Of<'checklist'>>) {
  const text = useText(maintenanceTexts)
  const { items } = proof
  return (
    <div className="builder-list" role="group" aria-label={text('steps.field.items')}>
      {items.map((it, i) => (
        <div key={it.key} className="builder-line">
          <Words
            label={text('steps.field.item', { number: i + 1 })}
            maxLength={200}
            value={it.text}
            onChange={(words) =>
              onChange({
                ...proof,
                items: items.map((one) => (one === it ? { ...one, text: words } : one)),
              })
            }
          />
          {items.length > 1 && (
            <IconButton
              label={text('steps.field.item-remove', { number: i + 1 })}
              icon={IconTrash}
              onClick={() => onChange({ ...proof, items: items.filter((one) => one !== it) })}
            />
          )}
        </div>
      ))}
      {items.length < 40 && (
        <Button
          small
          icon={IconPlus}
          onClick={() =>
            onChange({ ...proof, items: [...items, { key: nextKey(items, 'item'), text: '…' }] })
          }
        >
          {text('steps.field.item-add')}
        </Button>
      )}
    </div>
  )
}
