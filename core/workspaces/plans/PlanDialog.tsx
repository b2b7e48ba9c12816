/** Another plan for a workspace, with the reason that stays in the audit. */
import * as z from 'zod/mini'
import { usePlanText } from '#core/plans/ui.tsx'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { usePartWords } from '#web/pages.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CheckboxField } from '#web/ui/ChoiceField.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, SubmitButton, useForm } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import { lifecycleTexts } from '../lifecycle/texts.tsx'
import { settingsTexts } from '../settings/texts.tsx'
import { changeWorkspacePlan, keepWorkspacePlan, readWorkspacePlan, Reason } from './contract.ts'

type Offers = readonly {
  plan: { name: string }
  limits: readonly { text: string; isBeyond: boolean }[]
}[]
type PlanDialogProps = { of: { id: string; name: string }; onClose(): void }

export function PlanDialog({ of: { id: workspaceId, name }, onClose }: PlanDialogProps) {
  usePartWords()
  const text = useText(lifecycleTexts, settingsTexts)
  const planText = usePlanText()
  const texts = useTexts()
  const format = useFormat()
  const { plan, next, offers } = useRead(readWorkspacePlan, { workspaceId })
  const refreshes = [readWorkspacePlan]
  const change = useAction(changeWorkspacePlan, {
    refreshes,
    done: text('life.plan-done', { name }),
    onDone: onClose,
  })
  const keep = useAction(keepWorkspacePlan, {
    refreshes,
    done: text('life.plan-kept'),
    onDone: onClose,
  })
  const others = offers.filter((it) => !it.isCurrent)
  return (
    <Dialog isOpen sheet title={text('life.plan-title', { name })} onClose={onClose}>
      <Stack>
        <p>{text('life.plan-now', { plan: texts.say(plan.text) })}</p>
        {next && (
          <Notice>
            {planText('plans.next', { day: format.day(next.at), plan: texts.say(next.plan.text) })}
          </Notice>
        )}
        {next ? (
          <Form action={keep} fixed={{ workspaceId }} shape={z.object({ reason: Reason })}>
            <ReasonField />
            <div className="dialog-foot">
              <SubmitButton>{text('life.plan-keep')}</SubmitButton>
            </div>
          </Form>
        ) : others.length === 0 ? (
          <>
            <p className="hint">{text('life.plan-only')}</p>
            <div className="dialog-foot">
              <Button onClick={onClose}>{text('life.plan-close')}</Button>
            </div>
          </>
        ) : (
          <Form
            action={change}
            fixed={{ workspaceId }}
            shape={z.object({ plan: z.string(), reason: Reason, isAtOnce: z.boolean() })}
            initial={{ plan: others[0]!.plan.name, isAtOnce: false }}
          >
            <SelectField
              name="plan"
              label={text('life.plan-which')}
              options={others.map((it) => ({ value: it.plan.name, text: texts.say(it.plan.text) }))}
            />
            <Beyond offers={others} />
            <ReasonField />
            <CheckboxField
              name="isAtOnce"
              label={text('life.plan-at-once')}
              hint={text('life.plan-at-once-hint')}
            />
            <div className="dialog-foot">
              <SubmitButton>{text('life.plan-change')}</SubmitButton>
            </div>
          </Form>
        )}
      </Stack>
    </Dialog>
  )
}

function ReasonField() {
  const text = useText(lifecycleTexts)
  return (
    <TextArea
      name="reason"
      label={text('life.plan-reason')}
      hint={text('life.plan-reason-hint')}
      maxLength={300}
    />
  )
}

/** What is in use today beyond the chosen plan. */
function Beyond({ offers }: { offers: Offers }) {
  const text = useText(lifecycleTexts, settingsTexts)
  const texts = useTexts()
  const { plan } = useForm().values
  const chosen = offers.find((it) => it.plan.name === plan)
  const beyond = chosen?.limits.filter((it) => it.isBeyond).map((it) => texts.say(it.text)) ?? []
  if (beyond.length === 0) return null
  return <Notice tone="warning">{text('life.plan-beyond', { what: beyond.join(', ') })}</Notice>
}
