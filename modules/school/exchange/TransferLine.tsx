/** Transfers as the reader sees them: a title, an amount, a line of a list. */
import { IconGift, IconArrowBackUp } from '@tabler/icons-react'
import { memo } from 'react'
import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Item } from '#web/ui/Panel.tsx'
import { Avatar, Status } from '#web/ui/Status.tsx'
import type { Transfer } from './contract.ts'
import { useDates } from './dates.tsx'
import { useUnits } from './units.tsx'
import { stateWords, titleWords } from './words.tsx'
import '../offers/offers.css'
import { schoolTexts } from '../texts.tsx'

export function useTransferTitle() {
  const text = useText(schoolTexts)
  return ({ kind, direction, counterparty, payer, receiver }: Transfer) => {
    if (direction === null)
      return text('exchange.between', { payer: payer.name, receiver: receiver.name })
    const key = titleWords[kind][direction]
    return text(key as 'exchange.thanks-to', { name: counterparty.name })
  }
}

/** Signed from the reader's side; what never happened, or not yet, is quiet. */
export function Amount({ transfer }: { transfer: Transfer }) {
  const units = useUnits()
  const { direction, state } = transfer
  const shown =
    direction === null ? transfer.units : direction === 'out' ? -transfer.units : transfer.units
  return (
    <span className="amount" data-direction={direction ?? undefined} data-state={state}>
      {direction === null ? units.time(shown) : units.signedTime(shown)}
    </span>
  )
}

export function TransferState({ transfer }: { transfer: Transfer }) {
  const text = useText(schoolTexts)
  if (transfer.dispute && !transfer.dispute.isSettled && transfer.state === 'completed')
    return <Status tone="bad">{text('exchange.state.disputed')}</Status>
  const { text: key, tone } = stateWords[transfer.state]
  return <Status tone={tone}>{text(transfer.awaitsMe ? 'exchange.statement.waiting' : key)}</Status>
}

const marks = {
  grant: IconGift,
  return: IconArrowBackUp,
  reversal: IconArrowBackUp,
  adjustment: IconArrowBackUp,
  'write-off': IconGift,
} as const

export function TransferMark({ transfer: { kind, counterparty } }: { transfer: Transfer }) {
  const Mark = kind in marks ? marks[kind as keyof typeof marks] : undefined
  if (!Mark) return <Avatar name={counterparty.name} of={counterparty.id} />
  return (
    <span className="tile small">
      <Mark size={18} stroke={1.7} />
    </span>
  )
}

/** One line: who, why and when; what it did to the balance. Lines that stand are left alone when more arrive. */
export const TransferLine = memo(function TransferLine({ transfer }: { transfer: Transfer }) {
  const text = useText(schoolTexts)
  const dates = useDates()
  const units = useUnits()
  const title = useTransferTitle()(transfer)
  const { id, reason, state, createdAt, balanceAfter, dispute } = transfer
  return (
    <Item
      lead={<TransferMark transfer={transfer} />}
      title={
        <Link to={`/exchange/transfers/${id}`} className="line-link">
          {title}
        </Link>
      }
      hint={
        <span className="line-hint">
          {reason && <span>{reason}</span>}
          <time dateTime={createdAt}>{dates.day(createdAt)}</time>
        </span>
      }
      end={
        <span className="line-end">
          <Amount transfer={transfer} />
          {state !== 'completed' || (dispute && !dispute.isSettled) ? (
            <TransferState transfer={transfer} />
          ) : (
            balanceAfter !== null && (
              <span className="hint">
                {text('exchange.transfer.balance-after', { balance: units.time(balanceAfter) })}
              </span>
            )
          )}
        </span>
      }
    />
  )
})
