/** ClamAV by INSTREAM: pieces with their length before them, an empty one at the end, one line back. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Scanner } from '#core/files/contract.ts'
import { MINUTE, SECOND } from '#kernel/time.ts'

const COMMAND = 'zINSTREAM\0'
/** Longer than any verdict: who says more is no scanner. */
const MOST_ANSWER = 4096
const CLEAN = /^stream: OK\0?$/
const FOUND = /^stream: (.+) FOUND\0?$/

type Patience = { silenceMs?: number; connectMs?: number }

/** `tcp://host:3310` or `unix:///run/clamav/clamd.ctl`. */
export function clamScanner(
  url: string,
  { silenceMs = MINUTE, connectMs = 5 * SECOND }: Patience = {},
): Scanner {
  const { protocol, hostname, port, pathname } = new URL(url)
  const place =
    protocol === 'unix:'
      ? { path: decodeURIComponent(pathname) }
      : { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || 3310 }

  return {
    async scan(bytes) {
      const socket = connect(place)
      const gone = new AbortController()
      // One of these ends the wait, wherever it stands.
      socket.once('error', (error) => gone.abort(error))
      socket.setTimeout(connectMs, () => gone.abort(new Error('the scanner does not answer')))
      try {
        await once(socket, 'connect', { signal: gone.signal })
        socket.setTimeout(silenceMs)
        const answer = answerOf(socket)
        // Its fault is told where it is awaited; until then it must not be one that nobody expects.
        answer.catch((error) => gone.abort(error))
        // One that has seen enough answers before the end: its verdict counts.
        const sent = send(socket, bytes, gone.signal).then(() => answer)
        return verdictOf(await orGone(Promise.race([answer, sent]), gone.signal))
      } catch (error) {
        throw gone.signal.aborted ? gone.signal.reason : error
      } finally {
        gone.abort(new Error('the verdict is there'))
        socket.destroy()
      }
    },
  }
}

async function send(
  socket: Socket,
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  socket.write(COMMAND)
  for await (const chunk of bytes) {
    if (chunk.length === 0) continue // an empty piece is the end
    const length = Buffer.alloc(4)
    length.writeUInt32BE(chunk.length)
    socket.write(length)
    if (socket.destroyed) return
    if (!socket.write(chunk)) await once(socket, 'drain', { signal })
  }
  socket.write(Buffer.alloc(4))
}

async function answerOf(socket: Socket): Promise<string> {
  let answer = ''
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    answer += chunk.toString()
    if (answer.endsWith('\0')) return answer
    if (answer.length > MOST_ANSWER) throw new Error('the scanner says too much')
  }
  throw new Error(`the scanner stopped in the middle: "${answer}"`)
}

function orGone<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const gone = new Promise<never>((_, reject) => {
    signal.throwIfAborted()
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
  return Promise.race([work, gone])
}

/** Whatever is not one of its two words is no verdict: neither clean nor infected. */
function verdictOf(answer: string): { virus: string | null } {
  if (CLEAN.test(answer)) return { virus: null }
  const virus = FOUND.exec(answer)?.[1]
  if (virus) return { virus }
  throw new Error(`the scanner says "${answer.replaceAll('\0', '')}"`)
}
