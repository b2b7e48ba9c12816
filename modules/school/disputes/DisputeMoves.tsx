/** What can be done with a dispute: withdraw it, take it on, hand it over, settle it. */
import { useState } from 'react'
import { useAction } from '#web/api.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask, Dialog } from '#web/ui/Dialog.tsx'
import { CardsField, CheckboxField } from '#web/ui/ChoiceField.tsx'
import { Form, SubmitButton, useForm } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Row } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { NumberField, TextArea } from '#web/ui/TextField.tsx'
import { showTransfers } from '../exchange/shows.tsx'
import {
  assignDispute,
  type DisputeView,
  listDisputes,
  readDispute,
  settleDispute,
  withdrawDispute,
} from './contract.ts'
import { disputesTexts } from './texts.tsx'

const refreshes = [readDispute, listDisputes, ...showTransfers]
type Of = { dispute: DisputeView }

export function DisputeMoves({ dispute }: Of) {
  const text = useText(disputesTexts)
  const [open, setOpen] = useState<'settle' | 'hand-over'>()
  const { transferId, moves, isMediation, mediators } = dispute
  const take = useAction(assignDispute, { refreshes, done: text('disputes.taken') })
  const withdraw = useAction(withdrawDispute, { refreshes, done: text('disputes.withdrawn') })
  const problem = useProblemText(take.problem ?? withdraw.problem)
  const giveUp = async () => {
    const isSure = await ask({
      title: text('disputes.withdraw-ask'),
      text: text('disputes.withdraw-ask-text'),
      confirm: text('disputes.withdraw'),
    })
    if (isSure) await withdraw.run({ transferId })
  }
  const mayHandOver = isMediation && moves.includes('note') && mediators.length > 1
  if (!moves.some((it) => it !== 'note') && !mayHandOver) return null

  return (
    <>
      <Row>
        {moves.includes('settle') && (
          <Button look="filled" onClick={() => setOpen('settle')}>
            {text('disputes.settle')}
          </Button>
        )}
        {moves.includes('take') && (
          <Button look="filled" pending={take.pending} onClick={() => take.run({ transferId })}>
            {text('disputes.take')}
          </Button>
        )}
        {mayHandOver && (
          <Button look="quiet" onClick={() => setOpen('hand-over')}>
            {text('disputes.hand-over')}
          </Button>
        )}
        {moves.includes('withdraw') && (
          <Button pending={withdraw.pending} onClick={() => void giveUp()}>
            {text('disputes.withdraw')}
          </Button>
        )}
      </Row>
      {problem && <Notice tone="error">{problem}</Notice>}
      {open === 'settle' && <SettleDialog dispute={dispute} onClose={() => setOpen(undefined)} />}
      {open === 'hand-over' && (
        <HandOverDialog dispute={dispute} onClose={() => setOpen(undefined)} />
      )}
    </>
  )
}

function SettleDialog({ dispute, onClose }: Of & { onClose(): void }) {
  const text = useText(disputesTexts)
  const { transferId, mayGoBeyondLimits } = dispute
  const settle = useAction(settleDispute, {
    refreshes,
    done: text('disputes.settled'),
    onDone: onClose,
  })
  return (
    <Dialog isOpen sheet title={text('disputes.settle-title')} onClose={onClose}>
      <Form action={settle} fixed={{ transferId }} initial={{ outcome: 'kept' }}>
        <CardsField
          name="outcome"
          label={text('disputes.outcome')}
          choices={[
            {
              value: 'kept',
              text: text('disputes.outcome.kept'),
              hint: text('disputes.outcome.kept-hint'),
            },
            {
              value: 'reversed',
              text: text('disputes.outcome.reversed'),
              hint: text('disputes.outcome.reversed-hint'),
            },
            {
              value: 'adjusted',
              text: text('disputes.outcome.adjusted'),
              hint: text('disputes.outcome.adjusted-hint'),
            },
          ]}
        />
        <Amount mayGoBeyondLimits={mayGoBeyondLimits} />
        <TextArea
          name="decision"
          label={text('disputes.decision')}
          hint={text('disputes.decision-hint')}
          rows={3}
          maxLength={500}
        />
        <div className="dialog-foot">
          <Button onClick={onClose}>{text('disputes.back')}</Button>
          <SubmitButton>{text('disputes.settle')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

/** Only what the chosen outcome needs. */
function Amount({ mayGoBeyondLimits }: { mayGoBeyondLimits: boolean }) {
  const text = useText(disputesTexts)
  const { values } = useForm()
  const outcome = values['outcome']
  return (
    <>
      {outcome === 'adjusted' && <NumberField name="units" label={text('disputes.units-back')} />}
      {outcome !== 'kept' && mayGoBeyondLimits && (
        <CheckboxField name="isBeyondLimits" label={text('disputes.beyond')} />
      )}
    </>
  )
}

function HandOverDialog({ dispute, onClose }: Of & { onClose(): void }) {
  const text = useText(disputesTexts)
  const { transferId, mediators, mediator } = dispute
  const give = useAction(assignDispute, {
    refreshes,
    done: text('disputes.handed-over'),
    onDone: onClose,
  })
  const options = mediators
    .filter(({ id }) => id !== mediator?.id)
    .map(({ id, name }) => ({ value: id!, text: name }))
  return (
    <Dialog isOpen sheet title={text('disputes.hand-over')} onClose={onClose}>
      <Form action={give} fixed={{ transferId }}>
        <SelectField name="mediatorId" label={text('disputes.hand-over-to')} options={options} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{text('disputes.back')}</Button>
          <SubmitButton>{text('disputes.hand-over')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
