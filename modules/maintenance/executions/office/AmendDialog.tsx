/** A correction beside what was completed: one step at a time. */
import { useAction } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, SubmitButton, useForm } from '#web/ui/Form.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { NumberField, TextArea } from '#web/ui/TextField.tsx'
import * as z from 'zod/mini'
import type { Answer } from '../../steps/contract.ts'
import { executionsTexts } from '../texts.tsx'
import { amendExecution, type ExecutionView, readExecution } from './contract.ts'

const Correction = z.object({
  stepKey: z.string().check(z.minLength(1)),
  value: z.optional(z.number()),
  option: z.optional(z.string()),
  comment: z.optional(z.string().check(z.trim(), z.maxLength(5000))),
  reason: z.string().check(z.trim(), z.minLength(10), z.maxLength(500)),
})

type AmendProps = { execution: ExecutionView; onClose(): void }

export function AmendDialog({ execution, onClose }: AmendProps) {
  const text = useText(executionsTexts)
  const amend = useAction(amendExecution, {
    refreshes: [readExecution],
    done: text('executions.amended'),
    onDone: onClose,
  })
  const run = (values: unknown) => {
    const { stepKey, value, option, comment, reason } = z.parse(Correction, values)
    const answer: Answer | undefined =
      value !== undefined
        ? { kind: 'measure', value }
        : option
          ? { kind: 'choice', option }
          : undefined
    const change = { stepKey, ...(answer ? { answer } : {}), ...(comment ? { comment } : {}) }
    return amend.run({ executionId: execution.id, reason, changes: [change] })
  }
  const steps = execution.views.map(({ step }) => ({ value: step.key, text: step.title }))
  return (
    <Dialog isOpen sheet title={text('executions.amend-title')} onClose={onClose}>
      <Form action={{ ...amend, run }} shape={Correction}>
        <SelectField name="stepKey" label={text('executions.the-step')} options={steps} />
        <NewAnswer execution={execution} />
        <TextArea name="comment" label={text('executions.comment')} rows={2} maxLength={5000} />
        <TextArea
          name="reason"
          label={text('executions.reason')}
          hint={text('executions.amend-hint')}
          rows={2}
          maxLength={500}
        />
        <div className="dialog-foot">
          <Button onClick={onClose}>{text('executions.back')}</Button>
          <SubmitButton>{text('executions.amend')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

/** Numbers and choices are corrected; what else was answered, in words. */
function NewAnswer({ execution }: { execution: ExecutionView }) {
  const text = useText(executionsTexts)
  const { values } = useForm()
  const validation = execution.views.find((it) => it.step.key === values['stepKey'])?.step
    .validation
  if (validation?.kind === 'measure')
    return (
      <NumberField
        name="value"
        label={text('executions.right-value')}
        unit={validation.unit}
        decimal
      />
    )
  if (validation?.kind === 'choice')
    return (
      <SelectField
        name="option"
        label={text('executions.right-value')}
        options={validation.options.map((it) => ({ value: it.key, text: it.text }))}
      />
    )
  return null
}
