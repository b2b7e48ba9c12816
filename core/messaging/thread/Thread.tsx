/** One conversation: what was said, who is there, a place to answer. Other parts show it in pages of their own. */
import { useEffect, useState } from 'react'
import { useAction, useList, useRead } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { useBlocking } from '../blocks/useBlocking.tsx'
import { changeStanding, type Conversation, readConversation } from '../conversations/contract.ts'
import type { Message } from '../messages/contract.ts'
import { listNotes } from '../notes/contract.ts'
import { messagingTexts } from '../texts.tsx'
import { Composer } from './Composer.tsx'
import { Log, type LogProps } from './Log.tsx'
import { useOutbox } from './outbox.tsx'
import './thread.css'
import { type ThreadState, useThread } from './useThread.tsx'

type ThreadProps = {
  conversationId: string
  /** Begins at this message instead of at the end. */
  at?: number | undefined
  onPresent?(memberIds: readonly string[]): void
}

export function Thread(props: ThreadProps) {
  const head = useRead(readConversation, { conversationId: props.conversationId })
  return <Opened key={props.conversationId} {...props} head={head} />
}

function Opened({ head, at, onPresent }: ThreadProps & { head: Conversation }) {
  const text = useText(messagingTexts)
  const thread = useThread(head, at)
  const { box, items: waiting, isCut } = useOutbox()
  const [parent, answer] = useState<Message>()
  const [edited, edit] = useState<Message>()
  const { failed, present, put, stopTyping, people } = thread
  if (failed) throw failed
  useEffect(
    () =>
      box.whenArrived((message, conversationId) => {
        if (conversationId === head.id) put(message)
      }),
    [box, head.id, put],
  )
  useEffect(() => onPresent?.(present), [onPresent, present])
  useReading(head, thread)
  const last = thread.items.at(-1)
  const writer = last?.author ? people.get(last.author)?.memberId : null
  useEffect(() => {
    if (writer) stopTyping(writer)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- each new message, also of the same author
  }, [last?.id, writer])

  const mine = waiting.filter((it) => it.conversationId === head.id)
  const shown = {
    head,
    thread,
    waiting: mine,
    onAnswer: (it: Message) => {
      edit(undefined)
      answer(it)
    },
    onEdit: edit,
  }
  return (
    <div className="thread">
      {head.mayNote ? <LogWithNotes {...shown} /> : <Log {...shown} notes={[]} />}
      {isCut && mine.length > 0 && <Notice tone="warning">{text('messaging.cut')}</Notice>}
      {head.mayWrite || head.mayNote ? (
        <Composer
          head={head}
          thread={thread}
          parent={parent}
          edited={edited}
          onEdit={edit}
          onDone={() => {
            answer(undefined)
            edit(undefined)
          }}
        />
      ) : (
        <Closed head={head} />
      )}
    </div>
  )
}

/** Why nothing can be written, and what can be done about it. */
function Closed({ head }: { head: Conversation }) {
  const text = useText(messagingTexts)
  const { unblock, pending } = useBlocking(head)
  const { hasLeft, writing, reach, title } = head
  if (reach === 'shut')
    return (
      <p className="thread-closed">
        {text('messaging.shut', { name: title ?? '' })}{' '}
        <Button small pending={pending} onClick={() => void unblock()}>
          {text('messaging.unblock')}
        </Button>
      </p>
    )
  const key = hasLeft
    ? 'messaging.left'
    : writing === 'nobody'
      ? 'messaging.closed'
      : reach === 'unreachable'
        ? 'messaging.unreachable'
        : 'messaging.only-read'
  return <p className="thread-closed">{text(key)}</p>
}

/** The same with what the team tells itself, each note after the message it followed. */
function LogWithNotes(props: Omit<LogProps, 'notes'>) {
  const { items, more } = useList(listNotes, { conversationId: props.head.id, limit: 100 })
  useEffect(() => more?.(), [more])
  return <Log {...props} notes={items.toReversed()} />
}

/** Says how far one has read, while one looks; and that it has arrived, while one does not. */
function useReading(
  { id: conversationId, kind, hasLeft, ...head }: Conversation,
  thread: ThreadState,
) {
  const { run } = useAction(changeStanding)
  const [isLooking, look] = useState(() => document.visibilityState === 'visible')
  useEffect(() => {
    const see = () => look(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', see)
    return () => document.removeEventListener('visibilitychange', see)
  }, [])
  const { last, hasLater, isReady } = thread
  const isNew = last > head.readSeq || head.isMarkedUnread
  useEffect(() => {
    if (!isReady || hasLeft || hasLater || last === 0) return
    if (isLooking && isNew) void run({ conversationId, readSeq: last })
    else if (!isLooking && kind === 'direct') void run({ conversationId, deliveredSeq: last })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each number, not again because the head was read anew
  }, [conversationId, last, isLooking, hasLater, isReady])
}
