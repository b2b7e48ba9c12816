import { IconHandStop, IconTicket, IconTrash } from '@tabler/icons-react'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useGo, useParam } from '#web/go.tsx'
import { later } from '#web/later.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { Status } from '#web/ui/Status.tsx'
import type * as z from 'zod/mini'
import { readConversation } from '../conversations/contract.ts'
import {
  blockQueued,
  closeQueued,
  countQueue,
  eraseQueued,
  leaveQueued,
  listQueue,
  type QueuedFull,
  type QueueMove,
  readQueued,
  releaseQueued,
  reopenQueued,
  takeQueued,
} from './contract.ts'
import { Messages } from './Messages.tsx'
import { visitorsTexts } from './texts.tsx'
import './visitors.css'
import { stateWords } from './words.tsx'

const refreshes = [readQueued, listQueue, countQueue, readConversation] as const
const Thread = later(() => import('../thread/Thread.tsx').then((it) => it.Thread))

/** One conversation with somebody outside: read by everybody who may answer, answered by who took it. */
export function QueuedPage() {
  const text = useText(visitorsTexts)
  const format = useFormat()
  const it = useRead(readQueued, { queuedId: useParam('id') })
  const { visitor, state, assignee, isMine, isInside, takenUpPath } = it
  const holder = isMine
    ? text('visitors.held-by-me')
    : assignee && text('visitors.held-by', { name: assignee.name })
  return (
    <Page
      title={it.subject}
      subtitle={
        <span className="visitor-marks">
          <Status tone={stateWords[state].tone}>{text(stateWords[state].text)}</Status>
          {visitor.name} · {visitor.email}
          <Status tone={visitor.isVerified ? 'good' : 'wait'}>
            {text(visitor.isVerified ? 'visitors.verified' : 'visitors.not-verified')}
          </Status>
          {holder ?? format.relative(it.lastAt)}
        </span>
      }
      back={{ to: '/visitors', text: text('visitors.title') }}
    >
      <Stack>
        {!visitor.isVerified && <Notice tone="warning">{text('visitors.unverified-hint')}</Notice>}
        {takenUpPath && (
          <Notice
            action={
              <LinkButton small to={takenUpPath as `/${string}`}>
                {text('visitors.see-request')}
              </LinkButton>
            }
          >
            {text('visitors.taken-up')}
          </Notice>
        )}
        <Moves it={it} />
        {isInside ? (
          <Thread conversationId={it.conversationId} />
        ) : (
          <>
            <Panel>
              <Messages messages={it.messages} mine="house" />
            </Panel>
            {it.moves.includes('take') && <p className="hint">{text('visitors.take-first')}</p>}
          </>
        )}
      </Stack>
    </Page>
  )
}

function Moves({ it }: { it: QueuedFull }) {
  const text = useText(visitorsTexts)
  const go = useGo()
  const mayErase = useMay('visitors.manage')
  const mayMake = useMay('tickets.work') && it.takenUpPath === null
  const { id: queuedId, moves, visitor, state } = it
  const take = useAction(takeQueued, { refreshes, done: text('visitors.taken') })
  const leave = useAction(leaveQueued, { refreshes, done: text('visitors.left') })
  const close = useAction(closeQueued, { refreshes, done: text('visitors.is-closed') })
  const reopen = useAction(reopenQueued, { refreshes, done: text('visitors.reopened') })
  const block = useAction(blockQueued, { refreshes, done: text('visitors.blocked') })
  const release = useAction(releaseQueued, { refreshes, done: text('visitors.released') })
  const erase = useAction(eraseQueued, {
    refreshes: [listQueue, countQueue],
    done: text('visitors.erased'),
    onDone: () => go('/visitors'),
  })
  const problem = useProblemText(
    take.problem ?? leave.problem ?? close.problem ?? block.problem ?? erase.problem,
  )
  const may = (move: z.output<typeof QueueMove>) => moves.includes(move)
  const sure = async (title: string, words: string, confirm: string) =>
    ask({ title, text: words, confirm, danger: true })
  const putAside = async () => {
    const title = text('visitors.block-ask', { email: visitor.email })
    if (await sure(title, text('visitors.block-text'), text('visitors.block')))
      await block.run({ queuedId })
  }
  const wipe = async () => {
    const words = text('visitors.erase-text')
    if (await sure(text('visitors.erase-ask'), words, text('visitors.erase-staff')))
      await erase.run({ queuedId })
  }
  return (
    <>
      <Row>
        {may('take') && (
          <Button
            look="filled"
            icon={IconHandStop}
            pending={take.pending}
            onClick={() => take.run({ queuedId })}
          >
            {text('visitors.take')}
          </Button>
        )}
        {mayMake && (state === 'waiting' || state === 'answered') && (
          <LinkButton icon={IconTicket} to={`/tickets/new?visitor=${queuedId}`}>
            {text('visitors.make-request')}
          </LinkButton>
        )}
        {may('reopen') && (
          <Button pending={reopen.pending} onClick={() => reopen.run({ queuedId })}>
            {text('visitors.reopen')}
          </Button>
        )}
        {may('release') && (
          <Button pending={release.pending} onClick={() => release.run({ queuedId })}>
            {text('visitors.release')}
          </Button>
        )}
        {may('close') && (
          <Button pending={close.pending} onClick={() => close.run({ queuedId })}>
            {text('visitors.close')}
          </Button>
        )}
        {may('leave') && (
          <Button look="quiet" pending={leave.pending} onClick={() => leave.run({ queuedId })}>
            {text('visitors.leave')}
          </Button>
        )}
        {may('block') && (
          <Button look="quiet" pending={block.pending} onClick={putAside}>
            {text('visitors.block')}
          </Button>
        )}
        {mayErase && (
          <Button look="quiet" icon={IconTrash} pending={erase.pending} onClick={wipe}>
            {text('visitors.erase-staff')}
          </Button>
        )}
      </Row>
      {problem && <Notice tone="error">{problem}</Notice>}
    </>
  )
}
