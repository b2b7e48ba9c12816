/** What the server tells without being asked: useLive. The connection itself comes in a chunk of its own. */
import { useContext, useEffect, useRef, useState } from 'react'
import type * as z from 'zod/mini'
import type { Endpoint, Shape, Topic } from '#kernel/contract.ts'
import { useRefresh } from './api.tsx'
import { LiveContext, useOpenWorkspace } from './session.tsx'
import type { Thread } from './socket.tsx'

type Listening<Payload extends Shape, Said extends Shape> = {
  /** Of which thing, where the topic is of things. */
  of?: string | undefined
  /** Readings that are read anew at each message, and after a gap. */
  refreshes?: readonly Endpoint<any, any>[]
  onMessage?(payload: z.output<Payload>): void
  /** Something may have been missed: for what `refreshes` does not read anew by itself. */
  onGap?(): void
  /** What another follower says in passing. */
  onSaid?(from: string, what: z.output<Said>): void
  /** Ids of the members who follow now. */
  onPresent?(members: readonly string[]): void
}

/** Messages that come together are one reason to read anew. */
const TOGETHER_MS = 60

/**
 * Follows a topic of the open workspace while the component is there. `isLive` is false while there is no connection:
 * what is missed then comes afterwards, once and in order, or leads to reading anew.
 */
export function useLive<Payload extends Shape, Said extends Shape>(
  { name }: Topic<Payload, Said>,
  listening: Listening<Payload, Said> = {},
): { isLive: boolean; say(what: z.input<Said>): void } {
  const person = useContext(LiveContext)
  const at = useOpenWorkspace()?.slug
  const refresh = useRefresh()
  const [isLive, setLive] = useState(false)
  const thread = useRef<Thread>(undefined)
  const latest = useRef({ listening, refresh })
  useEffect(() => {
    latest.current = { listening, refresh }
  })
  const { of } = listening

  useEffect(() => {
    if (!person || !at) return
    let hasLeft = false
    let waiting: ReturnType<typeof setTimeout> | undefined
    const readAnew = () => {
      waiting ??= setTimeout(() => {
        waiting = undefined
        const { listening: now, refresh: again } = latest.current
        void again(now.refreshes ?? [])
      }, TOGETHER_MS)
    }
    const begin = async () => {
      const { socketOf } = await import('./socket.tsx')
      if (hasLeft) return
      thread.current = socketOf(person).follow(
        { at, topic: name, of },
        {
          message: (payload) => {
            latest.current.listening.onMessage?.(payload as z.output<Payload>)
            readAnew()
          },
          gap: () => {
            latest.current.listening.onGap?.()
            readAnew()
          },
          said: (from, what) => latest.current.listening.onSaid?.(from, what as z.output<Said>),
          present: (members) => latest.current.listening.onPresent?.(members),
          live: setLive,
        },
      )
    }
    // A chunk that does not come leaves the page as it is: not live.
    begin().catch(() => setLive(false))
    return () => {
      hasLeft = true
      clearTimeout(waiting)
      thread.current?.leave()
      thread.current = undefined
      setLive(false)
    }
  }, [person, at, name, of])

  return { isLive, say: (what) => thread.current?.say(what) }
}
