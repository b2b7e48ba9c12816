import { IconHeartHandshake, IconHourglassHigh } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import type { Transfer } from './contract.ts'
import { useUnits } from './units.tsx'
import { schoolTexts } from '../texts.tsx'

/** It left: what was sent, what happens now, where to go next. */
export function SentPanel({ transfer, onAgain }: { transfer: Transfer; onAgain(): void }) {
  const text = useText(schoolTexts)
  const format = useFormat()
  const units = useUnits()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { id, kind, counterparty, reason, expiresAt } = transfer
  const isRequest = kind === 'request'
  const facts = { name: counterparty.name, day: expiresAt ? format.day(expiresAt) : '' }

  return (
    <section className="panel sent">
      <span className="sent-mark">
        {isRequest ? (
          <IconHourglassHigh size={34} stroke={1.4} />
        ) : (
          <IconHeartHandshake size={34} stroke={1.4} />
        )}
      </span>
      <h2 ref={heading} tabIndex={-1}>
        {text(isRequest ? 'exchange.request.asked' : 'exchange.thank.thanked', {
          name: counterparty.name,
        })}
      </h2>
      <p className="sent-figure">{units.both(transfer.units)}</p>
      <p className="sent-reason">{reason}</p>
      <p className="hint">
        {text(isRequest ? 'exchange.request.asked-next' : 'exchange.thank.thanked-next', facts)}
      </p>
      <div className="sent-next">
        <LinkButton look="filled" to={`/exchange/transfers/${id}`}>
          {text('exchange.follow')}
        </LinkButton>
        <Button onClick={onAgain}>{text('exchange.again')}</Button>
      </div>
    </section>
  )
}
