import {
  IconArrowBackUp,
  IconCheck,
  IconClockHour4,
  IconFlag,
  IconHandStop,
  IconSend,
  IconX,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFormat } from '#web/format.tsx'
import { Link } from '#web/go.tsx'
import type { Icon } from '#web/pages.tsx'
import { useText } from '#web/text.tsx'
import type fr from '../locales/fr.ts'
import type { Transfer } from './contract.ts'
import { schoolTexts } from '../texts.tsx'
import { disputesTexts } from '../disputes/texts.tsx'

type Step = {
  icon: Icon
  title: string
  at?: string
  note?: ReactNode
  tone: 'done' | 'bad' | 'next'
}

/** What happened to a transfer, oldest first, and what comes next. */
export function Timeline({ transfer }: { transfer: Transfer }) {
  const { instant, relative } = useFormat()
  const steps = useSteps(transfer)
  return (
    <ol className="timeline">
      {steps.map(({ icon: Mark, title, at, note, tone }) => (
        <li key={title} data-tone={tone}>
          <span className="timeline-mark">
            <Mark size={16} stroke={2} />
          </span>
          <div>
            <p className="timeline-title">{title}</p>
            {at && (
              <p className="hint">
                <time dateTime={at}>{instant(at)}</time> · {relative(at)}
              </p>
            )}
            {note && <p className="timeline-note">{note}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}

function useSteps(transfer: Transfer): Step[] {
  const text = useText(schoolTexts, disputesTexts)
  const { kind, state, payer, receiver, createdAt, expiresAt, resolvedAt, note, dispute } = transfer
  const isRequest = kind === 'request'
  const isFromOne = kind === 'payment' || isRequest
  const initiator = isRequest ? receiver : payer
  const other = isRequest ? payer : receiver
  const quoted = (words: string | null) => (words ? text('exchange.quoted', { words }) : undefined)
  const steps: Step[] = []

  if (isFromOne)
    steps.push({
      icon: IconSend,
      title: text(isRequest ? 'exchange.step.asked' : 'exchange.step.thanked', {
        name: initiator.name,
      }),
      at: createdAt,
      tone: 'done',
    })
  else
    steps.push({
      icon: IconCheck,
      title: text(kind === 'reversal' ? 'exchange.step.corrected' : 'exchange.step.by-community'),
      at: createdAt,
      tone: 'done',
    })
  if (state === 'pending')
    steps.push({
      icon: IconClockHour4,
      title: text(isRequest ? 'exchange.step.expires' : 'exchange.step.completes', {
        name: other.name,
      }),
      ...(expiresAt ? { at: expiresAt } : {}),
      tone: 'next',
    })
  const ended = endings[state]
  if (isFromOne && ended && resolvedAt)
    steps.push({
      icon: ended.icon,
      title: text(ended.text),
      at: resolvedAt,
      note: quoted(note),
      tone: ended.tone,
    })
  if (dispute)
    steps.push({
      icon: IconFlag,
      title: text('exchange.step.disputed', { name: dispute.opener.name }),
      at: dispute.openedAt,
      note: (
        <>
          {quoted(dispute.reason)}{' '}
          <Link to={`/exchange/disputes/${transfer.id}`}>{text('disputes.open-conversation')}</Link>
        </>
      ),
      tone: 'bad',
    })
  if (transfer.reversedBy)
    steps.push({
      icon: IconArrowBackUp,
      title: text('exchange.step.reversed'),
      note: (
        <Link to={`/exchange/transfers/${transfer.reversedBy}`}>
          {text('exchange.see-reversal')}
        </Link>
      ),
      tone: 'bad',
    })
  if (transfer.reverses)
    steps.push({
      icon: IconArrowBackUp,
      title: text('exchange.step.reverses'),
      note: (
        <Link to={`/exchange/transfers/${transfer.reverses}`}>{text('exchange.see-reversed')}</Link>
      ),
      tone: 'done',
    })
  return steps
}

const endings = {
  pending: undefined,
  completed: { icon: IconCheck, text: 'exchange.step.completed', tone: 'done' },
  reversed: { icon: IconCheck, text: 'exchange.step.completed', tone: 'done' },
  rejected: { icon: IconHandStop, text: 'exchange.step.rejected', tone: 'bad' },
  cancelled: { icon: IconX, text: 'exchange.step.cancelled', tone: 'bad' },
  expired: { icon: IconClockHour4, text: 'exchange.step.expired', tone: 'bad' },
} as const satisfies Record<
  Transfer['state'],
  { icon: Icon; text: keyof typeof fr; tone: Step['tone'] } | undefined
>
