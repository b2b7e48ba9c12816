/** Sends a file in pieces; a line that breaks costs the piece on its way at most, and the rest waits for the line. */
import { type Endpoint, Problem, Unavailable } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { type Call, NetworkFailure } from '#web/api.tsx'
import {
  beginOwnUpload,
  beginUpload,
  finishOwnUpload,
  finishUpload,
  readFile,
  readOwnFile,
  removeFile,
  removeOwnFile,
  sendOwnPiece,
  sendPiece,
  type StoredFile,
  WrongOffset,
} from './contract.ts'

/** The endpoints of a place: the files of the open workspace, or those of the account. */
export const doors = {
  workspace: {
    begin: beginUpload,
    read: readFile,
    send: sendPiece,
    finish: finishUpload,
    remove: removeFile,
  },
  account: {
    begin: beginOwnUpload,
    read: readOwnFile,
    send: sendOwnPiece,
    finish: finishOwnUpload,
    remove: removeOwnFile,
  },
} as const
export type Place = keyof typeof doors

const FIRST_BYTES = 256 * 1024
const LEAST_BYTES = 64 * 1024
const MOST_BYTES = 4 * 1024 * 1024
/** A piece that took less may be followed by a larger one, one that took longer by a smaller one. */
const QUICK_MS = 1000
const SLOW_MS = 5000
const TRIES = 8
const LONGEST_WAIT_MS = 15_000
const LOOK_AGAIN_MS = 600

export type Sending = {
  file: File
  place: Place
  purpose: string
  signal: AbortSignal
  /** How many bytes have arrived; `isWaiting` while the line is cut. */
  onProgress(sent: number, isWaiting: boolean): void
  /** Known from here on, so that it can be taken up again. */
  onBegun?(fileId: string): void
}

/** Resolves when the file is examined and kept; throws what refused it, or what went on too long. */
export async function sendFile(call: Call, sending: Sending): Promise<StoredFile> {
  const { file, place, purpose, signal, onBegun } = sending
  const door = doors[place]
  const line = new Line(sending)
  const begun = await takenUp(call, sending)
  const asked = { id: newId(), purpose, name: file.name, bytes: file.size }
  const { id: fileId, ...first } =
    begun ?? (await line.hold(() => call(door.begin, asked, { key: asked.id, signal })))
  remember(sending, fileId)
  onBegun?.(fileId)
  await sendPieces(call, sending, line, fileId, first.offset)
  for (;;) {
    const stored = await line.hold(() => call(door.finish, { fileId }, { signal }))
    if (stored.state !== 'scanning') {
      forget(sending)
      return stored
    }
    await pause(LOOK_AGAIN_MS, signal)
  }
}

async function sendPieces(
  call: Call,
  { file, place, signal }: Sending,
  line: Line,
  fileId: string,
  from: number,
): Promise<void> {
  const { send, read } = doors[place]
  let offset = from
  let size = FIRST_BYTES
  line.arrived(offset)
  while (offset < file.size) {
    const began = performance.now()
    const bytes = file.slice(offset, offset + size)
    try {
      ;({ offset } = await call(send, { fileId, offset }, { bytes, signal }))
      const tookMs = performance.now() - began
      if (tookMs < QUICK_MS) size = Math.min(size * 2, MOST_BYTES)
      if (tookMs > SLOW_MS) size = Math.max(size / 2, LEAST_BYTES)
      line.isWell()
    } catch (error) {
      if (WrongOffset.is(error)) offset = Number(error.facts['offset'])
      else {
        await line.wait(error)
        size = LEAST_BYTES
        ;({ offset } = await line.hold(() => call(read, { fileId }, { signal })))
      }
    }
    line.arrived(offset)
  }
}

/** Patience with a line: it counts its faults, waits longer each time, and is waked when the device is online again. */
class Line {
  #faults = 0
  #sent = 0
  readonly #sending: Sending

  constructor(sending: Sending) {
    this.#sending = sending
  }

  arrived(sent: number): void {
    this.#sent = sent
    this.#sending.onProgress(sent, false)
  }

  isWell(): void {
    this.#faults = 0
  }

  async hold<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work()
      } catch (error) {
        await this.wait(error)
      }
    }
  }

  /** Throws what waiting does not mend. */
  async wait(error: unknown): Promise<void> {
    const { signal, onProgress } = this.#sending
    const mends = error instanceof NetworkFailure || Unavailable.is(error)
    if (!mends || signal.aborted || ++this.#faults > TRIES) throw error
    onProgress(this.#sent, true)
    await pause(Math.min(400 * 2 ** this.#faults, LONGEST_WAIT_MS), signal)
  }
}

/** Ends early when the device says that it is online again. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      removeEventListener('online', end)
      signal.removeEventListener('abort', end)
      if (signal.aborted) reject(signal.reason as Error)
      else resolve()
    }
    const timer = setTimeout(end, ms)
    addEventListener('online', end)
    signal.addEventListener('abort', end)
  })
}

// The same file chosen again on this tab goes on where it stopped, also after a reload.

const keyOf = ({ file, place, purpose }: Sending) =>
  `socle.upload ${place} ${purpose} ${file.name} ${file.size} ${file.lastModified}`
const remember = (sending: Sending, id: string) => sessionStorage.setItem(keyOf(sending), id)
const forget = (sending: Sending) => sessionStorage.removeItem(keyOf(sending))

async function takenUp(call: Call, sending: Sending): Promise<StoredFile | undefined> {
  const fileId = sessionStorage.getItem(keyOf(sending))
  if (!fileId) return undefined
  try {
    const found = await call(doors[sending.place].read, { fileId }, { signal: sending.signal })
    if (found.state === 'uploading') return found
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
  forget(sending)
  return undefined
}

/** Gives an upload up, here and on the server; its place in the plan is free at once. */
export async function abandon(call: Call, sending: Sending): Promise<void> {
  const fileId = sessionStorage.getItem(keyOf(sending))
  forget(sending)
  const remove: Endpoint<any, any> = doors[sending.place].remove
  if (fileId) await call(remove, { fileId }).catch(() => undefined) // else it goes by itself in two days
}
