/** What one person said in a row, as bubbles; what happened, as a line. */
import { IconClock, IconExclamationCircle } from '@tabler/icons-react'
import { useFormat } from '#web/format.tsx'
import { later } from '#web/later.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Avatar } from '#web/ui/Status.tsx'
import { Problem } from '#kernel/contract.ts'
import type { Conversation } from '../conversations/contract.ts'
import type { Message } from '../messages/contract.ts'
import { messagingTexts } from '../texts.tsx'
import { Linked } from './Linked.tsx'
import { MessageMenu } from './MessageMenu.tsx'
import { useNames } from './names.tsx'
import { useOutbox, type Waiting } from './outbox.tsx'
import type { Run } from './pages.tsx'
import type { ThreadState } from './useThread.tsx'

const Attachments = later(() => import('./Attachments.tsx').then((it) => it.Attachments))

type RunProps = {
  run: Run
  head: Conversation
  thread: ThreadState
  onAnswer(message: Message): void
  onEdit(message: Message): void
}

export function MessageRun({ run, head, thread, onAnswer, onEdit }: RunProps) {
  const names = useNames(head, thread)
  const [one] = run.items
  if (one?.kind === 'event') return <EventLine {...{ one, head, thread }} />
  const isMine = run.author === head.me
  const name = names.name(run.author)
  const hint = names.hint(run.author)
  const author = names.find(run.author)
  return (
    <div className="run" data-mine={isMine || undefined}>
      {!isMine && <Avatar name={author?.name ?? '?'} of={author?.memberId} />}
      <div className="run-side">
        {(!isMine || head.kind !== 'direct') && (
          <p className="run-name" data-quiet={isMine || head.kind === 'direct' || undefined}>
            <b>{name}</b>
            {hint && <span className="hint">{hint}</span>}
          </p>
        )}
        {run.items.map((message) => (
          <Bubble key={message.id} {...{ message, isMine, name, head, thread, onAnswer, onEdit }} />
        ))}
      </div>
    </div>
  )
}

type BubbleProps = Omit<RunProps, 'run'> & { message: Message; isMine: boolean; name: string }

function Bubble({ message, isMine, name, head, thread, onAnswer, onEdit }: BubbleProps) {
  const text = useText(messagingTexts)
  const format = useFormat()
  const names = useNames(head, thread)
  const { id, body, files, state, parent, postedAt, editedAt } = message
  const isGone = state === 'deleted' || state === 'removed' || (state === 'pending' && !isMine)
  const gone = { deleted: 'messaging.state.deleted', removed: 'messaging.state.removed' } as const
  return (
    <article className="bubble-row" id={`message-${message.seq}`}>
      <div className="bubble" data-gone={isGone || undefined}>
        {parent && !isGone && (
          <p className="bubble-parent">
            <b>{names.name(parent.author)}</b>
            <span>{parent.words || text('messaging.gone')}</span>
          </p>
        )}
        {isGone ? (
          <p>
            {text(
              state === 'deleted' || state === 'removed' ? gone[state] : 'messaging.state.pending',
            )}
          </p>
        ) : (
          body && (
            <p className="bubble-words">
              <Linked words={body} />
            </p>
          )
        )}
        {files.length > 0 && <Attachments messageId={id} files={files} />}
        {state === 'pending' && isMine && <p className="hint">{text('messaging.pending-mine')}</p>}
        <p className="bubble-foot">
          {editedAt && !isGone && <span>{text('messaging.edited')}</span>}
          <time dateTime={postedAt}>{format.time(postedAt)}</time>
        </p>
      </div>
      {!isGone && <MessageMenu {...{ message, isMine, name, head, onAnswer, onEdit }} />}
    </article>
  )
}

function EventLine({ one, head, thread }: Pick<RunProps, 'head' | 'thread'> & { one: Message }) {
  const text = useText(messagingTexts)
  const names = useNames(head, thread)
  if (!one.event) return null
  const { what, participantId = null, subject = '' } = one.event
  const name = names.name(participantId)
  const by = names.name(one.author)
  const words = {
    joined: one.author
      ? text('messaging.event.added', { by, name })
      : text('messaging.event.joined', { name }),
    left: text('messaging.event.left', { name }),
    removed: text('messaging.event.removed', { by, name }),
    renamed: text('messaging.event.renamed', { subject }),
    closed: text('messaging.event.closed'),
    reopened: text('messaging.event.reopened'),
  }
  return <p className="thread-event hint">{words[what]}</p>
}

/** One's own words on their way. */
export function WaitingRun({ items }: { items: readonly Waiting[] }) {
  if (items.length === 0) return null
  return (
    <div className="run" data-mine data-waiting>
      <div className="run-side">
        {items.map((it) => (
          <WaitingBubble key={it.id} item={it} />
        ))}
      </div>
    </div>
  )
}

function WaitingBubble({ item: { id, body, files, refused } }: { item: Waiting }) {
  const text = useText(messagingTexts)
  const { box, isCut, call } = useOutbox()
  const why = useProblemText(refused ? new Problem(refused, 409) : undefined)
  return (
    <div className="bubble-row">
      <div className="bubble">
        {body && <p className="bubble-words">{body}</p>}
        {files.length > 0 && <p className="hint">{files.map((it) => it.name).join(', ')}</p>}
        <p className="bubble-foot" role="status">
          {refused ? (
            <IconExclamationCircle size={14} stroke={1.8} />
          ) : (
            <IconClock size={14} stroke={1.8} />
          )}
          {refused
            ? text('messaging.failed-why', { why: why ?? '' })
            : text(isCut ? 'messaging.waiting' : 'messaging.sending')}
        </p>
        {(refused || isCut) && (
          <div className="row">
            <Button small onClick={() => box.retry(call, id)}>
              {text('messaging.retry')}
            </Button>
            <Button small look="quiet" onClick={() => box.discard(id)}>
              {text('messaging.discard')}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}
