/** The messages of one conversation as this device has them: each once, in order, also after a cut. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { NetworkFailure, useCall } from '#web/api.tsx'
import { useLive } from '#web/live.tsx'
import {
  type Conversation,
  conversationChanged,
  readConversation,
} from '../conversations/contract.ts'
import { listMessages, type Message } from '../messages/contract.ts'
import { listNotes } from '../notes/contract.ts'
import { type Arrived, fresh, merge, type Page } from './pages.tsx'

const PAGE = 40
const GAP = 500
/** Without a live connection one looks by oneself, as often. */
const POLL_MS = 15_000

/** Shows the last messages, or those around `at`; `startsAfter` is the number after which everything is new. */
export function useThread(head: Conversation, at: number | undefined) {
  const call = useCall()
  const { id: conversationId } = head
  const [loaded, show] = useState(fresh)
  const [isLoading, load] = useState(false)
  const [failed, fail] = useState<unknown>()
  const [typing, type] = useState<ReadonlyMap<string, number>>(new Map())
  const [present, see] = useState<readonly string[]>([])
  // Where one had read to when one came: the line above what is new stays there while one reads.
  const [startsAfter] = useState(head.unread > 0 ? head.readSeq : undefined)
  // What is known already when the next page is asked for, whether or not it has been drawn.
  const latest = useRef(loaded)
  const add = useCallback((arrived: Arrived) => {
    latest.current = merge(latest.current, arrived)
    show(latest.current)
  }, [])

  const ask = useCallback(
    async (range: { after?: number; before?: number; limit: number }, isWhole = false) => {
      const page: Page = await call(listMessages, { conversationId, ...range })
      add({ page, range, isWhole })
      return page
    },
    [call, conversationId, add],
  )
  /** One at a time; what is asked for meanwhile is one more. */
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const inLine = useCallback((work: () => Promise<unknown>) => {
    const next = line.current.then(work).catch((error: unknown) => {
      // The network comes back with a word from the live connection, or with the next look.
      if (!(error instanceof NetworkFailure)) fail(error)
    })
    line.current = next
    return next
  }, [])

  const begin = useCallback(() => {
    const from = at ?? startsAfter
    const isFar = from !== undefined && head.lastSeq - from > PAGE
    return ask(isFar ? { after: Math.max(0, from - 12), limit: PAGE } : { limit: PAGE }, true)
  }, [ask, at, startsAfter, head.lastSeq])
  // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each conversation, whatever became of its head since
  useEffect(() => void inLine(begin), [conversationId, at])

  /** What came after the last one that is here, page by page, however long one was away. */
  const catchUp = useCallback(
    () =>
      inLine(async () => {
        if (latest.current.hasLater) return
        for (let after = latest.current.last; ;) {
          const page = await ask({ after, limit: GAP })
          if (!page.hasLater) return
          after = page.items.at(-1)!.seq
        }
      }),
    [ask, inLine],
  )
  /** Everything that is shown once more: something of it may have been changed while nobody listened. */
  const again = useCallback(
    () =>
      inLine(async () => {
        const { first, last } = latest.current
        if (first > 0) await ask({ after: Math.max(first - 1, last - GAP), limit: GAP })
      }).then(catchUp),
    [ask, catchUp, inLine],
  )
  const { isLive, say } = useLive(conversationChanged, {
    of: conversationId,
    refreshes: [readConversation, listNotes],
    onGap: () => void again(),
    onMessage: ({ what, seq }) => {
      if (what === 'posted') void catchUp()
      if (what === 'changed') void inLine(() => ask({ after: seq - 1, limit: 1 }))
    },
    onSaid: (from, { typing: isTyping }) =>
      type((before) => {
        const next = new Map(before)
        if (isTyping) next.set(from, Date.now())
        else next.delete(from)
        return next
      }),
    onPresent: see,
  })
  useEffect(() => {
    if (isLive) return
    const timer = setInterval(() => void catchUp(), POLL_MS)
    return () => clearInterval(timer)
  }, [isLive, catchUp])

  const more = useCallback(
    (way: 'earlier' | 'later') => {
      load(true)
      const { first, last } = latest.current
      const range = way === 'earlier' ? { before: first } : { after: last }
      return inLine(() => ask({ ...range, limit: PAGE })).finally(() => load(false))
    },
    [ask, inLine],
  )
  return useMemo(
    () => ({
      ...loaded,
      isLive,
      isLoading,
      failed,
      typing,
      present,
      startsAfter,
      say,
      more,
      toEnd: () => inLine(() => ask({ limit: PAGE }, true)),
      put: (message: Message) => add({ one: message }),
      stopTyping: (memberId: string) =>
        type((before) => new Map([...before].filter(([it]) => it !== memberId))),
    }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `say` is made anew each time and always says the same
    [loaded, isLive, isLoading, failed, typing, present, startsAfter, more, ask, add, inLine],
  )
}

export type ThreadState = ReturnType<typeof useThread>
