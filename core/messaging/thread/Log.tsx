/** The messages: days, runs of one author, where the new ones begin; it stays where one reads while others write. */
import { IconArrowDown, IconLock } from '@tabler/icons-react'
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import type { Conversation } from '../conversations/contract.ts'
import type { Message } from '../messages/contract.ts'
import type { Note } from '../notes/contract.ts'
import { messagingTexts } from '../texts.tsx'
import { MessageRun, WaitingRun } from './MessageRun.tsx'
import type { Waiting } from './outbox.tsx'
import { type Day, days, daysAgo } from './pages.tsx'
import { ReadMark } from './ReadMark.tsx'
import { Typing } from './Typing.tsx'
import type { ThreadState } from './useThread.tsx'

export type LogProps = {
  head: Conversation
  thread: ThreadState
  waiting: readonly Waiting[]
  notes: readonly Note[]
  onAnswer(message: Message): void
  onEdit(message: Message): void
}
/** So near to an end, one wants what follows. */
const NEAR = 160

export function Log({ head, thread, waiting, notes, onAnswer, onEdit }: LogProps) {
  const text = useText(messagingTexts)
  const { isReady, items, hasEarlier, hasLater, isLoading, more, toEnd, startsAfter } = thread
  const box = useRef<HTMLDivElement>(null)
  const { isAtEnd, scrolled } = useStaying(box, thread, waiting.length)
  const scroll = () => {
    scrolled()
    const { scrollTop, scrollHeight, clientHeight } = box.current!
    if (isLoading || !isReady) return
    if (hasEarlier && scrollTop < NEAR) void more('earlier')
    else if (hasLater && scrollHeight - clientHeight - scrollTop < NEAR) void more('later')
  }
  const goToEnd = async () => {
    if (hasLater) await toEnd()
    requestAnimationFrame(() => box.current?.scrollTo({ top: box.current.scrollHeight }))
  }
  const known = new Set(items.map((it) => it.id))
  const unsent = waiting.filter((it) => !known.has(it.id))

  return (
    <div className="thread-body">
      <div
        ref={box}
        className="thread-log"
        role="log"
        aria-label={text('messaging.log')}
        aria-busy={!isReady || isLoading}
        // Scrolled with the keyboard, too.
        tabIndex={0}
        onScroll={scroll}
      >
        {!isReady && <Bones label={text('messaging.loading')} />}
        {isReady && hasEarlier && (
          <button
            type="button"
            className="thread-earlier"
            disabled={isLoading}
            onClick={() => more('earlier')}
          >
            {text('messaging.earlier')}
          </button>
        )}
        {isReady && !hasEarlier && (
          <p className="thread-first hint">
            {text(items.length > 0 ? 'messaging.first' : 'messaging.say-hello')}
          </p>
        )}
        {notes
          .filter((it) => it.afterSeq === 0)
          .map((it) => (
            <NoteLine key={it.id} note={it} />
          ))}
        {days(items).map((day) => (
          <DayOf
            key={day.day}
            day={day}
            {...{ head, thread, startsAfter, notes, onAnswer, onEdit }}
          />
        ))}
        <ReadMark head={head} thread={thread} />
        <WaitingRun items={unsent} />
        <Typing head={head} thread={thread} />
      </div>
      {isReady && (!isAtEnd || hasLater) && (
        <div className="thread-down">
          <Button small icon={IconArrowDown} onClick={() => void goToEnd()}>
            {text('messaging.to-end')}
          </Button>
        </div>
      )}
    </div>
  )
}

type DayProps = Omit<LogProps, 'waiting'> & {
  day: Day
  startsAfter: number | undefined
}

function DayOf({ day: { day, runs }, startsAfter, notes, ...rest }: DayProps) {
  const { head, thread } = rest
  const text = useText(messagingTexts)
  const format = useFormat()
  const date = new Date(day)
  const ago = daysAgo(date)
  const name =
    ago === 0
      ? text('messaging.today')
      : ago === 1
        ? text('messaging.yesterday')
        : format.longDay(date)
  const isNew = (it: Message) =>
    startsAfter !== undefined && it.seq > startsAfter && it.author !== head.me
  const firstNew = thread.items.find(isNew)?.id
  return (
    <section className="thread-day" aria-label={name}>
      <p className="thread-date">
        <span>{name}</span>
      </p>
      {runs.map((run) => (
        <Fragment key={run.key}>
          {run.items.some((it) => it.id === firstNew) && (
            <p className="thread-new" data-first-new>
              <span>{text('messaging.new-ones')}</span>
            </p>
          )}
          <MessageRun run={run} {...rest} />
          {notes
            .filter((it) => run.items.some(({ seq }) => seq === it.afterSeq))
            .map((it) => (
              <NoteLine key={it.id} note={it} />
            ))}
        </Fragment>
      ))}
    </section>
  )
}

function NoteLine({ note: { author, body } }: { note: Note }) {
  const text = useText(messagingTexts)
  return (
    <div className="note">
      <p className="note-head">
        <IconLock size={14} stroke={1.8} />
        <b>{author.name ?? text('messaging.erased')}</b> {text('messaging.as-note')}
      </p>
      <p className="bubble-words">{body}</p>
    </div>
  )
}

function Bones({ label }: { label: string }) {
  return (
    <div className="thread-bones" role="status" aria-label={label}>
      {[58, 40, 66, 34].map((width) => (
        <span key={width} className="bone" style={{ width: `${width}%` }} />
      ))}
    </div>
  )
}

/** At the end one stays at the end; above it, what one reads stays under one's eyes whatever comes before or after. */
function useStaying(
  box: React.RefObject<HTMLDivElement | null>,
  { isReady, items, first, startsAfter }: ThreadState,
  waiting: number,
) {
  const before = useRef({ first: 0, height: 0, top: 0, isAtEnd: true, isReady: false })
  const [isAtEnd, end] = useState(true)
  const measure = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current!
    const isNow = scrollHeight - clientHeight - scrollTop < 60
    before.current = { ...before.current, height: scrollHeight, top: scrollTop, isAtEnd: isNow }
    end(isNow)
  }
  useLayoutEffect(() => {
    const log = box.current!
    const was = before.current
    if (isReady && !was.isReady) {
      const mark = log.querySelector<HTMLElement>('[data-first-new]')
      const isFresh = startsAfter !== undefined && mark
      log.scrollTop = isFresh ? mark.offsetTop - log.clientHeight / 4 : log.scrollHeight
    } else if (was.first > 0 && first > 0 && first < was.first)
      log.scrollTop = was.top + log.scrollHeight - was.height
    else if (was.isAtEnd) log.scrollTop = log.scrollHeight
    before.current = { ...before.current, first, isReady }
    measure()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- after each change of what is shown
  }, [isReady, items, first, waiting])
  // One's own words are looked at, wherever one was.
  useLayoutEffect(() => {
    if (waiting > 0) box.current!.scrollTop = box.current!.scrollHeight
  }, [waiting, box])
  // The keyboard of a phone makes the box smaller: the last words stay above it.
  useEffect(() => {
    if (typeof ResizeObserver === 'undefined') return
    const watcher = new ResizeObserver(() => {
      if (before.current.isAtEnd) box.current!.scrollTop = box.current!.scrollHeight
    })
    watcher.observe(box.current!)
    return () => watcher.disconnect()
  }, [box])
  return { isAtEnd, scrolled: measure }
}
