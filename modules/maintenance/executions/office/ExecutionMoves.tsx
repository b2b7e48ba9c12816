/** What can be done with an execution: pause, hand over, complete, abandon, correct. */
import { useState } from 'react'
import { useAction } from '#web/api.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Row } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import { completeExecution, listExecutions } from '../contract.ts'
import { executionsTexts } from '../texts.tsx'
import { AmendDialog } from './AmendDialog.tsx'
import {
  abandonExecution,
  type ExecutionView,
  handOver,
  listEvents,
  pauseExecution,
  readExecution,
  resumeExecution,
} from './contract.ts'

export const refreshes = [readExecution, listExecutions, listEvents]
type Of = { execution: ExecutionView }
type InDialog = Of & { onClose(): void }

export function ExecutionMoves({ execution }: Of) {
  const text = useText(executionsTexts)
  const [open, setOpen] = useState<'abandon' | 'handover' | 'amend'>()
  const { id: executionId, moves } = execution
  const may = (move: ExecutionView['moves'][number]) => moves.includes(move)
  const pause = useAction(pauseExecution, { refreshes, done: text('executions.paused') })
  const resume = useAction(resumeExecution, { refreshes, done: text('executions.resumed') })
  const complete = useAction(completeExecution, { refreshes, done: text('executions.ended') })
  const problem = useProblemText(pause.problem ?? resume.problem ?? complete.problem)
  const close = () => setOpen(undefined)
  if (moves.length === 0) return null
  return (
    <>
      {problem && <Notice tone="error">{problem}</Notice>}
      <Row>
        {may('complete') && (
          <Button
            look="filled"
            pending={complete.pending}
            onClick={() => complete.run({ executionId })}
          >
            {text('executions.complete')}
          </Button>
        )}
        {may('resume') && (
          <Button
            look="filled"
            pending={resume.pending}
            onClick={() => resume.run({ executionId })}
          >
            {text('executions.resume')}
          </Button>
        )}
        {may('pause') && (
          <Button pending={pause.pending} onClick={() => pause.run({ executionId })}>
            {text('executions.pause')}
          </Button>
        )}
        {may('handover') && (
          <Button onClick={() => setOpen('handover')}>{text('executions.hand-over')}</Button>
        )}
        {may('amend') && (
          <Button onClick={() => setOpen('amend')}>{text('executions.amend')}</Button>
        )}
        {may('abandon') && (
          <Button look="quiet" onClick={() => setOpen('abandon')}>
            {text('executions.abandon')}
          </Button>
        )}
      </Row>
      {open === 'abandon' && <AbandonDialog execution={execution} onClose={close} />}
      {open === 'handover' && <HandOverDialog execution={execution} onClose={close} />}
      {open === 'amend' && <AmendDialog execution={execution} onClose={close} />}
    </>
  )
}

function AbandonDialog({ execution: { id: executionId }, onClose }: InDialog) {
  const text = useText(executionsTexts)
  const abandon = useAction(abandonExecution, {
    refreshes,
    done: text('executions.abandoned'),
    onDone: onClose,
  })
  return (
    <Dialog isOpen sheet title={text('executions.abandon-title')} onClose={onClose}>
      <Form action={abandon} fixed={{ executionId }}>
        <TextArea
          name="reason"
          label={text('executions.reason')}
          hint={text('executions.abandon-hint')}
          rows={3}
          maxLength={500}
        />
        <div className="dialog-foot">
          <Button onClick={onClose}>{text('executions.back')}</Button>
          <SubmitButton>{text('executions.abandon')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

function HandOverDialog({ execution, onClose }: InDialog) {
  const text = useText(executionsTexts)
  const { id: executionId, technicians, owner } = execution
  const give = useAction(handOver, {
    refreshes,
    done: text('executions.handed-over'),
    onDone: onClose,
  })
  const options = technicians
    .filter(({ id }) => id !== owner?.id)
    .map(({ id, name }) => ({ value: id, text: name }))
  return (
    <Dialog isOpen sheet title={text('executions.hand-over')} onClose={onClose}>
      <Form action={give} fixed={{ executionId }}>
        <SelectField
          name="memberId"
          label={text('executions.hand-over-to')}
          hint={text('executions.hand-over-hint')}
          options={options}
        />
        <div className="dialog-foot">
          <Button onClick={onClose}>{text('executions.back')}</Button>
          <SubmitButton>{text('executions.hand-over')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
