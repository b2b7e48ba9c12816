import { useEffect } from 'react'
import { Thread } from '#core/messaging/ui.tsx'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useGo, useParam } from '#web/go.tsx'
import { useLive } from '#web/live.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page, PageSkeleton } from '#web/ui/Page.tsx'
import { Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import { supportTexts } from '../texts.tsx'
import * as contract from './contract.ts'
import { RatingForm } from './RatingForm.tsx'
import { MyStateMark } from './words.tsx'

const { listMyTickets, readMyTicket } = contract
const refreshes = [readMyTicket, listMyTickets] as const

/** One address for both sides: who answers goes on to the page of the house. */
export function HelpTicketPage() {
  const ticketId = useParam('id')
  const { side } = useRead(contract.readSide, { ticketId })
  return side === 'client' ? <Mine ticketId={ticketId} /> : <Onward ticketId={ticketId} />
}

function Onward({ ticketId }: { ticketId: string }) {
  const go = useGo()
  useEffect(() => void go(`/tickets/${ticketId}`, { replace: true }), [go, ticketId])
  return <PageSkeleton />
}

function Mine({ ticketId }: { ticketId: string }) {
  const text = useText(supportTexts)
  const format = useFormat()
  const ticket = useRead(readMyTicket, { ticketId })
  useLive(contract.myTicketsChanged, { refreshes })
  const { number, title, state, assignee, firstDueAt, resolveDueAt, duplicateOf, follows } = ticket
  const isLiving = state === 'open' || state === 'in-progress' || state === 'waiting'
  const isAhead = (at: string | null): at is string => at !== null && new Date(at) > new Date()
  const due = isAhead(firstDueAt)
    ? text('help.by', { when: format.instant(firstDueAt) })
    : isAhead(resolveDueAt) && text('help.solved-by', { when: format.instant(resolveDueAt) })
  return (
    <Page title={title} back={{ to: '/help', text: text('help.title') }} narrow>
      <Stack>
        <Panel>
          <Row>
            <MyStateMark state={state} />
            <span className="hint">
              {[
                text('help.number', { number }),
                text(`tickets.category.${ticket.category}`),
                isLiving &&
                  (assignee ? text('help.with', { name: assignee }) : text('help.with-nobody')),
                isLiving && due,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </Row>
          {state === 'resolved' && <p>{text('help.resolved-hint')}</p>}
          {follows && (
            <p>
              <Link to={`/help/${follows.id}`}>
                {text('help.follows', { number: follows.number })}
              </Link>
            </p>
          )}
          <Moves ticket={ticket} />
        </Panel>
        {duplicateOf && (
          <Notice tone="info">
            <Link to={`/help/${duplicateOf.id}`}>
              {text('help.duplicate', { number: duplicateOf.number })}
            </Link>
          </Notice>
        )}
        {ticket.mayRate && <RatingForm ticketId={ticketId} />}
        <Panel title={text('help.conversation')}>
          <Thread conversationId={ticket.conversationId} />
        </Panel>
        {state === 'closed' && <Again ticketId={ticketId} />}
      </Stack>
    </Page>
  )
}

function Moves({ ticket: { id: ticketId, moves } }: { ticket: contract.MyTicket }) {
  const text = useText(supportTexts)
  const close = useAction(contract.closeMyTicket, { refreshes, done: text('help.closed') })
  const cancel = useAction(contract.cancelMyTicket, { refreshes, done: text('help.cancelled') })
  const giveUp = async () => {
    const words = { title: text('help.cancel-ask'), text: text('help.cancel-ask-text') }
    if (await ask({ ...words, confirm: text('help.cancel'), danger: true }))
      await cancel.run({ ticketId })
  }
  if (!moves.includes('close') && !moves.includes('cancel')) return null
  return (
    <Row>
      {moves.includes('close') && (
        <Button pending={close.pending} onClick={() => close.run({ ticketId })}>
          {text('help.close')}
        </Button>
      )}
      {moves.includes('cancel') && (
        <Button look="quiet" pending={cancel.pending} onClick={giveUp}>
          {text('help.cancel')}
        </Button>
      )}
    </Row>
  )
}

/** A closed conversation takes no words: they go through here, and open it again or another one. */
function Again({ ticketId }: { ticketId: string }) {
  const text = useText(supportTexts)
  const go = useGo()
  const answer = useAction(contract.answerMyTicket, {
    refreshes,
    onDone: async ({ id }) => void (id !== ticketId && (await go(`/help/${id}`))),
  })
  return (
    <Panel title={text('help.again')} hint={text('help.again-hint')}>
      <Form action={answer} fixed={{ ticketId }} clear draft={`help-${ticketId}`}>
        <TextArea name="words" label={text('help.again-words')} rows={3} maxLength={10_000} />
        <FormFoot>
          <SubmitButton look="plain">{text('help.again-send')}</SubmitButton>
        </FormFoot>
      </Form>
    </Panel>
  )
}
