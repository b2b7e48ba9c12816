/** What happened and what was said, oldest first, and a place to answer. */
import { IconCheck, IconFlag, IconLock, IconMessage, IconScale } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useAction } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link } from '#web/go.tsx'
import type { Icon } from '#web/pages.tsx'
import { useText } from '#web/text.tsx'
import { CheckboxField } from '#web/ui/ChoiceField.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import { useUnits } from '../exchange/units.tsx'
import { addDisputeNote, type DisputeView, readDispute } from './contract.ts'
import { disputesTexts } from './texts.tsx'

type Step = {
  key: string
  icon: Icon
  title: ReactNode
  at: string
  note?: ReactNode
  tone: 'done' | 'bad' | 'next'
}
type ConversationProps = { dispute: DisputeView; mayWrite: boolean }

export function Conversation({ dispute, mayWrite }: ConversationProps) {
  const text = useText(disputesTexts)
  const { instant, relative } = useFormat()
  const steps = useSteps(dispute)
  return (
    <div className="dispute-talk">
      <ol className="timeline">
        {steps.map(({ key, icon: Mark, title, at, note, tone }) => (
          <li key={key} data-tone={tone}>
            <span className="timeline-mark">
              <Mark size={16} stroke={2} />
            </span>
            <div>
              <p className="timeline-title">{title}</p>
              <p className="hint">
                <time dateTime={at}>{instant(at)}</time> · {relative(at)}
              </p>
              {note && <div className="timeline-note dispute-note">{note}</div>}
            </div>
          </li>
        ))}
      </ol>
      {mayWrite ? <Answer dispute={dispute} /> : <p className="hint">{text('disputes.closed')}</p>}
    </div>
  )
}

function Answer({ dispute: { transferId, isMediation, notes } }: { dispute: DisputeView }) {
  const text = useText(disputesTexts)
  const send = useAction(addDisputeNote, {
    refreshes: [readDispute],
    done: text('disputes.sent'),
  })
  return (
    <Form
      key={notes.length}
      action={send}
      fixed={{ transferId }}
      draft={`dispute-${transferId}`}
      clear
    >
      <TextArea
        name="body"
        label={text('disputes.write')}
        hint={text('disputes.write-hint')}
        rows={3}
        maxLength={2000}
      />
      {isMediation && <CheckboxField name="isInternal" label={text('disputes.write-internal')} />}
      <FormFoot>
        <SubmitButton look={isMediation ? 'plain' : 'filled'}>{text('disputes.send')}</SubmitButton>
      </FormFoot>
    </Form>
  )
}

function useSteps(dispute: DisputeView): Step[] {
  const text = useText(disputesTexts)
  const units = useUnits()
  const { opener, openedAt, reason, mediator, assignedAt, settledAt, settledBy, state } = dispute
  const steps: Step[] = [
    {
      key: 'opened',
      icon: IconFlag,
      title: text('disputes.step.opened', { name: opener.name }),
      at: openedAt,
      note: reason,
      tone: 'bad',
    },
  ]
  if (mediator && assignedAt)
    steps.push({
      key: 'assigned',
      icon: IconScale,
      title: text('disputes.step.assigned', { name: mediator.name }),
      at: assignedAt,
      tone: 'done',
    })
  for (const { id, author, isInternal, isMediation, body, writtenAt } of dispute.notes)
    steps.push({
      key: id,
      icon: isInternal ? IconLock : IconMessage,
      title: (
        <>
          {author.name}{' '}
          {isInternal ? (
            <Tag>{text('disputes.internal')}</Tag>
          ) : (
            isMediation && <Tag>{text('disputes.as-mediator')}</Tag>
          )}
        </>
      ),
      at: writtenAt,
      note: body,
      tone: 'done',
    })
  steps.sort((a, b) => a.at.localeCompare(b.at))
  if (!settledAt || state === 'open' || state === 'mediated') return steps
  const { correction, decision } = dispute
  const ended = {
    kept: text('disputes.step.kept'),
    reversed: text('disputes.step.reversed'),
    adjusted: text('disputes.step.adjusted', { units: units.count(correction?.units ?? 0) }),
  }[state]
  steps.push({
    key: 'settled',
    icon: IconCheck,
    title: settledBy ? `${ended}, ${text('disputes.by', { name: settledBy.name })}` : ended,
    at: settledAt,
    note: (
      <>
        {decision && <p>{decision}</p>}
        {correction && (
          <Link to={`/exchange/transfers/${correction.transferId}`}>
            {text('disputes.the-transfer')}
          </Link>
        )}
      </>
    ),
    tone: 'done',
  })
  return steps
}
