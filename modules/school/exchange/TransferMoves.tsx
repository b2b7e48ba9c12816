/** What can be done with a transfer: confirm, reject, cancel, dispute, reverse. */
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { type Action, useAction } from '#web/api.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask, Dialog } from '#web/ui/Dialog.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import {
  cancelTransfer,
  confirmTransfer,
  rejectTransfer,
  reverseTransfer,
  type Transfer,
} from './contract.ts'
import { disputeTransfer } from '../disputes/contract.ts'
import { showTransfers } from './shows.tsx'
import { useUnits } from './units.tsx'
import { schoolTexts } from '../texts.tsx'

type Move = Transfer['moves'][number]
type MovesProps = {
  transfer: Transfer
  /** Only these, where the place is short. */
  only?: readonly Move[]
  /** The page's one filled button is confirming. */
  filled?: boolean
}

export function TransferMoves({ transfer, only, filled }: MovesProps) {
  const text = useText(schoolTexts)
  const units = useUnits()
  const [said, say] = useState<SaidMove>()
  const { id, moves, kind, counterparty } = transfer
  const may = (move: Move) => moves.includes(move) && (!only || only.includes(move))
  const confirm = useAction(confirmTransfer, {
    refreshes: showTransfers,
    done: text('exchange.confirmed', { time: units.time(transfer.units) }),
  })
  const cancel = useAction(cancelTransfer, {
    refreshes: showTransfers,
    done: text('exchange.moved.cancel'),
  })
  const problem = useProblemText(confirm.problem ?? cancel.problem)
  const drop = async () => {
    const title = text('exchange.cancel-ask', { name: counterparty.name })
    const question = { title, text: text('exchange.cancel-ask-text') }
    if (await ask({ ...question, confirm: text('exchange.move.cancel'), danger: true }))
      await cancel.run({ transferId: id })
  }
  if (!moves.some(may)) return null

  return (
    <div className="moves">
      <div className="moves-buttons">
        {may('confirm') && (
          <Button
            look={filled ? 'filled' : 'plain'}
            icon={IconCheck}
            pending={confirm.pending}
            onClick={() => confirm.run({ transferId: id })}
          >
            {text(kind === 'request' ? 'exchange.accept' : 'exchange.move.confirm')}
          </Button>
        )}
        {may('reject') && (
          <Button look="quiet" onClick={() => say('reject')}>
            {text('exchange.move.reject')}
          </Button>
        )}
        {may('cancel') && (
          <Button onClick={drop} pending={cancel.pending}>
            {text('exchange.move.cancel')}
          </Button>
        )}
        {may('dispute') && (
          <Button look="quiet" onClick={() => say('dispute')}>
            {text('exchange.move.dispute')}
          </Button>
        )}
        {may('reverse') && (
          <Button onClick={() => say('reverse')}>{text('exchange.move.reverse')}</Button>
        )}
      </div>
      {problem && <Notice tone="error">{problem}</Notice>}
      {said && (
        <SayDialog key={said} move={said} transfer={transfer} onClose={() => say(undefined)} />
      )}
    </div>
  )
}

type SaidMove = 'reject' | 'dispute' | 'reverse'

const saying = {
  reject: {
    endpoint: rejectTransfer,
    name: 'note',
    words: [
      'exchange.move.reject',
      'exchange.reject-text',
      'exchange.reject-why',
      'exchange.moved.reject',
    ],
  },
  dispute: {
    endpoint: disputeTransfer,
    name: 'reason',
    words: [
      'exchange.move.dispute',
      'exchange.dispute-text',
      'exchange.dispute-why',
      'exchange.moved.dispute',
    ],
  },
  reverse: {
    endpoint: reverseTransfer,
    name: 'reason',
    words: [
      'exchange.move.reverse',
      'exchange.reverse-text',
      'exchange.reverse-why',
      'exchange.moved.reverse',
    ],
  },
} as const

type SayDialogProps = { move: SaidMove; transfer: Transfer; onClose(): void }

/** A move that comes with words for the other side. */
function SayDialog({ move, transfer, onClose }: SayDialogProps) {
  const text = useText(schoolTexts)
  const { endpoint, name, words } = saying[move]
  const [title, hint, label, done] = words
  const action: Action = useAction<any, any>(endpoint, {
    refreshes: showTransfers,
    done: text(done),
    onDone: onClose,
  })
  return (
    <Dialog isOpen sheet title={text(title)} onClose={onClose}>
      <p className="hint">{text(hint)}</p>
      <Form action={action} fixed={{ transferId: transfer.id }}>
        <TextArea name={name} label={text(label)} rows={3} maxLength={500} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{text('exchange.back')}</Button>
          <SubmitButton look={move === 'dispute' ? 'filled' : 'danger'}>{text(title)}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
