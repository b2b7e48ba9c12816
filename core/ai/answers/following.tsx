/** An answer as it is written, through reloads and cuts; where no stream comes through, it is asked for again and again. */
import { useEffect, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { useCall } from '#web/api.tsx'
import { followEvents } from '#web/events.tsx'
import { place, queryOf } from '#web/http.tsx'
import { useWorkspace } from '#web/session.tsx'
import { type Answer, AnswerEvent, followAnswer, readAnswer } from './contract.ts'
import { isOver } from './rules.ts'

const ASK_AGAIN_MS = 1500

/** `onEnd` is called once, when the answer is over. */
export function useAnswer(first: Answer, onEnd: () => void): { answer: Answer; isCut: boolean } {
  const { slug } = useWorkspace()
  const call = useCall()
  const [answer, show] = useState(first)
  const [isCut, cut] = useState(false)
  const { lastEventId } = first
  const latest = useRef({ onEnd, call, lastEventId })
  useEffect(() => {
    latest.current = { onEnd, call, lastEventId }
  })
  const { id: answerId } = first
  const isOpen = !isOver(first.state)
  // What the page has read anew (a retry, another visit) replaces what was followed.
  const [seen, see] = useState(first)
  if (isOver(seen.state) !== isOver(first.state) || seen.id !== first.id) {
    see(first)
    show(first)
  }

  useEffect(() => {
    if (!isOpen) return
    const stop = new AbortController()
    const { signal } = stop
    const after = latest.current.lastEventId
    const { address, rest } = place(followAnswer, { answerId, after }, slug)
    const end = (last: Answer) => {
      show(last)
      latest.current.onEnd()
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      if (signal.aborted) return
      const asked = latest.current.call(readAnswer, { answerId }, { signal })
      const now = await asked.catch(() => undefined)
      if (signal.aborted) return
      if (now && isOver(now.state)) return end(now)
      timer = setTimeout(() => void ask(), ASK_AGAIN_MS)
    }
    void followEvents(address + queryOf(rest), {
      lastEventId: after,
      signal,
      onLine: (isThere) => {
        cut(!isThere)
        clearTimeout(timer)
        timer = undefined
        if (!isThere) timer = setTimeout(() => void ask(), ASK_AGAIN_MS)
      },
      onEvent: ({ data }) => {
        const event = z.parse(AnswerEvent, JSON.parse(data))
        if (event.is === 'again') show((it) => ({ ...it, text: '' }))
        if (event.is === 'text')
          show((it) => ({ ...it, state: 'streaming', text: it.text + event.text }))
        if (event.is === 'end') end(event.answer)
        return event.is === 'end'
      },
    }).then((refusal) => (refusal === null ? undefined : ask()))
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
    // A new attempt of the same answer is another stream.
  }, [answerId, isOpen, slug])

  return { answer, isCut: isCut && !isOver(answer.state) }
}
