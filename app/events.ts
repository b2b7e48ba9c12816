/** Server-sent events: one frame per event, a comment while nothing happens, an end when nobody listens any more. */
import * as z from 'zod/mini'
import type { Endpoint } from '#kernel/contract.ts'
import type { StreamEvent } from '#kernel/module.ts'
import { SECOND } from '#kernel/time.ts'

/** Proxies close a connection that stays silent for half a minute or more. */
const HEARTBEAT_MS = 15 * SECOND

type Came = IteratorResult<StreamEvent<unknown>> | 'quiet' | 'over'

/** Ends when the source ends, or when `signal` says that the caller has left or the server stops. */
export async function* serverSentEvents(
  endpoint: Endpoint,
  events: AsyncIterable<StreamEvent<unknown>>,
  signal: AbortSignal,
): AsyncIterable<string> {
  const source = events[Symbol.asyncIterator]()
  const over = new Promise<'over'>((resolve) => {
    if (signal.aborted) resolve('over')
    signal.addEventListener('abort', () => resolve('over'), { once: true })
  })
  // Sent at once: without a first byte the caller does not even learn that the stream is open.
  yield ': open\n\n'
  let next = source.next()
  try {
    for (;;) {
      const came = await firstOf(next, over)
      if (came === 'over') return
      if (came === 'quiet') yield ': still here\n\n'
      else if (came.done) return
      else {
        yield frame(endpoint, came.value)
        next = source.next()
      }
    }
  } finally {
    // Not awaited: a source that waits for its next event ends with its own signal, not before.
    next.catch(() => undefined)
    void source.return?.()
  }
}

async function firstOf(next: Promise<Came>, over: Promise<'over'>): Promise<Came> {
  let timer: NodeJS.Timeout | undefined
  const quiet = new Promise<'quiet'>((wake) => (timer = setTimeout(wake, HEARTBEAT_MS, 'quiet')))
  try {
    return await Promise.race([next, quiet, over])
  } finally {
    clearTimeout(timer)
  }
}

function frame({ reply }: Endpoint, { id, event, data }: StreamEvent<unknown>): string {
  const lines = [
    // A line break would begin a field of its own.
    ...(id === undefined ? [] : [`id: ${id.replaceAll(/[\r\n]/g, '')}`]),
    ...(event === undefined ? [] : [`event: ${event}`]),
    `data: ${JSON.stringify(z.parse(reply, data))}`,
  ]
  return `${lines.join('\n')}\n\n`
}
