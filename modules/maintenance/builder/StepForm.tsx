/** One step, to be written. */
import { useId } from 'react'
import { later } from '#web/later.tsx'
import { useText } from '#web/text.tsx'
import type { StepFile } from '../procedures/contract.ts'
import { kindWords } from '../procedures/words.tsx'
import type { Step, StepKind } from '../steps/contract.ts'
import { emptyValidation } from '../steps/rules.ts'
import { maintenanceTexts } from '../texts.tsx'
import { Tick, Words } from './fields.tsx'
import { ProofFields } from './ProofFields.tsx'
import { builderTexts } from './texts.tsx'

const StepFiles = later(() => import('./StepFiles.tsx').then((it) => it.StepFiles))

const kinds = Object.keys(kindWords) as StepKind[]

type StepFormProps = {
  step: Step
  files: readonly StepFile[]
  onChange(change: Partial<Step>): void
  /** A file was brought: it is the draft's once it is saved. */
  onFile(fileId: string): Promise<unknown>
}

export function StepForm({ step, files, onChange, onFile }: StepFormProps) {
  const text = useText(builderTexts, maintenanceTexts)
  const id = useId()
  const { validation: proof } = step
  return (
    <div className="builder-form">
      <Words
        label={text('steps.field.title')}
        maxLength={200}
        value={step.title}
        placeholder={text('builder.title-example')}
        onChange={(title) => onChange({ title })}
      />
      <Words
        label={text('steps.field.description')}
        hint={text('steps.field.description-hint')}
        maxLength={2000}
        rows={2}
        value={step.description}
        onChange={(description) => onChange({ description })}
      />
      <Words
        label={text('steps.field.instructions')}
        hint={text('steps.field.instructions-hint')}
        maxLength={20_000}
        rows={6}
        value={step.instructions}
        onChange={(instructions) => onChange({ instructions })}
      />
      <div className="field">
        <div className="field-label">
          <label htmlFor={id}>{text('steps.field.kind')}</label>
        </div>
        <select
          id={id}
          className="input"
          value={proof.kind}
          onChange={({ target }) =>
            onChange({ validation: emptyValidation(target.value as StepKind) })
          }
        >
          {kinds.map((it) => (
            <option key={it} value={it}>
              {text(kindWords[it].text)} — {text(kindWords[it].hint)}
            </option>
          ))}
        </select>
      </div>
      <ProofFields key={proof.kind} proof={proof} onChange={(it) => onChange({ validation: it })} />
      <div className="builder-ticks">
        <Tick
          label={text('steps.field.gate')}
          hint={text('steps.gate-hint')}
          value={step.isGate}
          onChange={(isGate) => onChange({ isGate, ...(isGate ? { isSkippable: false } : {}) })}
        />
        <Tick
          label={text('steps.field.critical')}
          hint={text('steps.field.critical-hint')}
          value={step.isCritical}
          onChange={(isCritical) => onChange({ isCritical })}
        />
        <Tick
          label={text('steps.field.required')}
          value={step.isRequired}
          onChange={(isRequired) => onChange({ isRequired })}
        />
        {!step.isGate && (
          <Tick
            label={text('steps.field.skippable')}
            value={step.isSkippable}
            onChange={(isSkippable) => onChange({ isSkippable })}
          />
        )}
        <Tick
          label={text('steps.field.photo-exempt')}
          value={step.isPhotoExempt}
          onChange={(isPhotoExempt) => onChange({ isPhotoExempt })}
        />
      </div>
      <StepFiles
        fileIds={step.fileIds}
        files={files}
        onChange={(fileIds) => onChange({ fileIds })}
        onFile={onFile}
      />
    </div>
  )
}
