/** One WebSocket as a line of bounded length: who reads slowly is waited for, then asked to come back. */
import type { WebSocket } from 'ws'
import type { Line } from '#kernel/live/connection.ts'
import { SECOND } from '#kernel/time.ts'
import { CLOSED } from '#kernel/wire.ts'

/** More than this in memory for one browser is too much; below the half there is room again. */
export const FULL_BYTES = 256_000
const LOOKED_AT_EVERY_MS = 50
/** Nothing at all was read for so long. */
const STUCK_AFTER_MS = 10 * SECOND
/** How long a browser has to answer the end, before the connection is cut. */
const CUT_AFTER_MS = 2 * SECOND

export function lineOf(socket: WebSocket): Line {
  let emptying: Promise<boolean> | undefined
  return {
    send: (text) => {
      if (socket.readyState === socket.OPEN) socket.send(text)
    },
    isFull: () => socket.bufferedAmount > FULL_BYTES,
    room: async () => {
      if (socket.readyState !== socket.OPEN) return false
      if (socket.bufferedAmount <= FULL_BYTES / 2) return true
      return (emptying ??= emptied(socket).finally(() => (emptying = undefined)))
    },
    close: (code) => closeSocket(socket, code),
  }
}

export function closeSocket(socket: WebSocket, code: number): void {
  socket.close(code)
  setTimeout(() => socket.terminate(), CUT_AFTER_MS).unref()
}

/** False when it has closed, or is closed because nothing moves any more. */
function emptied(socket: WebSocket): Promise<boolean> {
  return new Promise((resolve) => {
    let least = socket.bufferedAmount
    let movedAt = performance.now()
    const end = (isRoom: boolean) => {
      clearInterval(timer)
      resolve(isRoom)
    }
    const timer = setInterval(() => {
      const waiting = socket.bufferedAmount
      if (socket.readyState !== socket.OPEN) return end(false)
      if (waiting <= FULL_BYTES / 2) return end(true)
      if (waiting < least) {
        least = waiting
        movedAt = performance.now()
      } else if (performance.now() - movedAt > STUCK_AFTER_MS) {
        closeSocket(socket, CLOSED.tooSlow)
        end(false)
      }
    }, LOOKED_AT_EVERY_MS)
  })
}
