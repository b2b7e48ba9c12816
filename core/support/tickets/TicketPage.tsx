import { useEffect, useState } from 'react'
import { Thread } from '#core/messaging/ui.tsx'
import { type Action, useAction, useRead } from '#web/api.tsx'
import { useParam } from '#web/go.tsx'
import { later } from '#web/later.tsx'
import { useLive } from '#web/live.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Columns, Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { supportTexts } from '../texts.tsx'
import * as contract from './contract.ts'
import { StateMark } from './words.tsx'
import './tickets.css'

const TicketSide = later(() => import('./TicketSide.tsx').then((it) => it.TicketSide))
const CannedPicker = later(() => import('../canned/CannedPicker.tsx').then((it) => it.CannedPicker))

const { listTickets, readTicket, countTickets } = contract
const refreshes = [readTicket, listTickets, countTickets] as const

/** One request, for who answers it: the conversation, and beside it all that is known. */
export function TicketPage() {
  const text = useText(supportTexts)
  const ticket = useRead(readTicket, { ticketId: useParam('id') })
  useLive(contract.ticketsChanged, { refreshes })
  return (
    <Page
      title={ticket.title || text('tickets.erased-title')}
      subtitle={text('help.number', { number: ticket.number })}
      back={{ to: '/tickets', text: text('tickets.title') }}
    >
      <Columns wide>
        <Stack>
          <Head ticket={ticket} />
          {ticket.conversationId ? (
            <Conversation key={ticket.id} ticket={ticket} conversationId={ticket.conversationId} />
          ) : (
            <Notice>{text('tickets.words-erased')}</Notice>
          )}
        </Stack>
        <TicketSide ticket={ticket} />
      </Columns>
    </Page>
  )
}

function Head({ ticket: { id: ticketId, state, moves } }: { ticket: contract.Ticket }) {
  const text = useText(supportTexts)
  const done = text('tickets.saved')
  const actions = {
    take: useAction(contract.takeTicket, { refreshes, done: text('tickets.taken') }),
    wait: useAction(contract.holdTicket, { refreshes, done }),
    resume: useAction(contract.resumeTicket, { refreshes, done }),
    resolve: useAction(contract.resolveTicket, { refreshes, done: text('tickets.resolved') }),
    cancel: useAction(contract.cancelTicket, { refreshes, done: text('help.cancelled') }),
  }
  const problem = useProblemText(Object.values(actions).find((it) => it.problem)?.problem)
  const press = async (name: keyof typeof actions) => {
    const words = { title: text('help.cancel-ask'), confirm: text('tickets.cancel'), danger: true }
    if (name !== 'cancel' || (await ask(words))) await actions[name].run({ ticketId })
  }
  const button = (name: keyof typeof actions, look: 'filled' | 'plain' | 'quiet') =>
    moves.includes(name) && (
      <Button key={name} look={look} pending={actions[name].pending} onClick={() => press(name)}>
        {text(`tickets.${name}`)}
      </Button>
    )
  return (
    <Panel>
      <Row>
        <StateMark state={state} />
        {button('take', 'filled')}
        {button('resolve', 'filled')}
        {button('wait', 'plain')}
        {button('resume', 'plain')}
        {button('cancel', 'quiet')}
      </Row>
      {problem && <Notice tone="error">{problem}</Notice>}
    </Panel>
  )
}

/** Reading it is taking part in it; one's own request is answered by somebody else. */
type ConversationProps = { ticket: contract.Ticket; conversationId: string }

function Conversation({ ticket, conversationId }: ConversationProps) {
  const text = useText(supportTexts)
  const { member } = useWorkspace()
  const { id: ticketId, requester } = ticket
  const isMine = requester.id !== null && requester.id === member?.id
  const { run, reply, problem }: Action<typeof contract.enterTicket.input> = useAction(
    contract.enterTicket,
  )
  const said = useProblemText(problem)
  const [round, begin] = useState(0)
  useEffect(() => {
    if (!isMine) void run({ ticketId })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each ticket
  }, [ticketId, isMine])
  if (problem) return <Notice tone="error">{said}</Notice>
  return (
    <Panel
      title={text('help.conversation')}
      actions={
        !isMine && (
          <CannedPicker
            ticketId={ticketId}
            conversationId={conversationId}
            onPicked={() => begin((it) => it + 1)}
          />
        )
      }
    >
      {isMine || reply ? (
        <Thread key={round} conversationId={conversationId} />
      ) : (
        <span className="bone" data-size="line" />
      )}
    </Panel>
  )
}
