/** A client of /api/live for tests: follows topics, comes back after a cut, and remembers every message it was given. */
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { CLOSED, type FromServer, PROTOCOL } from '#kernel/wire.ts'

export type Heard = { seq: number; payload: any }
type Follow = { at: string; topic: string; of?: string | undefined }
type Options = {
  headers: Record<string, string>
  protocols?: string[]
  /** The cable is out: nothing of what the server asks is answered, and nobody hangs up. */
  isGone?: boolean
}

/** One connection, frame by frame. */
export async function dial(
  address: string,
  { headers, protocols = [PROTOCOL], isGone = false }: Options,
) {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/api/live`, protocols, {
    headers,
    autoPong: !isGone,
  })
  const frames: FromServer[] = []
  const waiting = new Set<() => void>()
  let end: number | undefined
  socket.on('message', (text) => {
    frames.push(JSON.parse(String(text)))
    for (const look of waiting) look()
  })
  const closed = new Promise<number>((resolve) =>
    socket.on('close', (code) => {
      end = code
      resolve(code)
    }),
  )
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  socket.on('error', () => undefined)
  return {
    socket,
    frames,
    closed,
    isOpen: () => end === undefined,
    send: (frame: object) => socket.send(JSON.stringify(frame)),
    /** The first frame of a kind for a number, also one that came before. */
    async next<Kind extends FromServer['is']>(
      is: Kind,
      fits: (frame: Extract<FromServer, { is: Kind }>) => boolean = () => true,
      withinMs = 10_000,
    ): Promise<Extract<FromServer, { is: Kind }>> {
      const find = () =>
        frames.find(
          (it): it is Extract<FromServer, { is: Kind }> => it.is === is && fits(it as never),
        )
      const found = find()
      if (found) return found
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`no ${is} came; these did: ${JSON.stringify(frames.slice(-5))}`))
        }, withinMs)
        const look = () => {
          const came = find()
          if (!came) return
          waiting.delete(look)
          clearTimeout(late)
          resolve(came)
        }
        waiting.add(look)
      })
    },
    close: () => socket.terminate(),
  }
}

/** Follows one topic for as long as the test wants, through whatever cuts there are. */
export function listener(address: string, options: Options, follow: Follow) {
  const heard: Heard[] = []
  /** Times that the server could not give what was missed. */
  let gaps = 0
  let cuts = 0
  let seq: number | undefined
  let isOver = false
  let socket: WebSocket | undefined
  let follows: () => void
  const following = new Promise<void>((resolve) => (follows = resolve))

  const run = (async () => {
    while (!isOver) {
      await new Promise<void>((resolve) => {
        socket = new WebSocket(`${address.replace('http', 'ws')}/api/live`, [PROTOCOL], {
          headers: options.headers,
          handshakeTimeout: 3000,
        })
        const it = socket
        it.on('open', () => {
          const since = seq === undefined ? {} : { since: seq }
          it.send(JSON.stringify({ do: 'follow', n: 1, ...follow, ...since }))
        })
        it.on('message', (text) => {
          const frame: FromServer = JSON.parse(String(text))
          if (frame.is === 'following') {
            if (frame.isFresh && seq !== undefined) gaps++
            seq = frame.seq
            follows()
          } else if (frame.is === 'message') {
            seq = frame.seq
            heard.push({ seq: frame.seq, payload: frame.payload })
          }
        })
        it.on('error', () => undefined)
        it.on('close', (code) => {
          if (code === CLOSED.signedOut) isOver = true
          resolve()
        })
      })
      if (isOver) return
      cuts++
      await sleep(20 + Math.random() * 80)
    }
  })()
  return {
    heard,
    following,
    facts: () => ({ gaps, cuts: Math.max(0, cuts), seq }),
    /** Cuts the connection; it comes back by itself. */
    cut: () => socket?.terminate(),
    async end() {
      isOver = true
      socket?.terminate()
      await run
    },
  }
}
