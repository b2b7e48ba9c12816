/** Server-sent events by the standard, over fetch: cuts anywhere are healed, and a lost line is taken up where it broke. */

export type ServerEvent = { id: string; event: string; data: string }

/** Reads a stream of text, cut anywhere, into events. WHATWG HTML, 9.2.6. */
export class EventReader {
  /** The last id that was said; it stays for events that say none. */
  lastEventId: string
  /** How long the server asks to wait before coming back. */
  retryMs: number | undefined
  #rest = ''
  #isFirst = true
  #endsWithReturn = false
  #data: string[] = []
  #event = ''
  #id: string

  constructor(lastEventId = '') {
    this.lastEventId = lastEventId
    this.#id = lastEventId
  }

  read(text: string): ServerEvent[] {
    let come = text
    if (this.#isFirst && come !== '') {
      this.#isFirst = false
      come = come.replace(/^\uFEFF/, '')
    }
    // The second half of a line end whose first half came before.
    if (this.#endsWithReturn && come.startsWith('\n')) come = come.slice(1)
    if (text !== '') this.#endsWithReturn = come.endsWith('\r')
    const lines = (this.#rest + come).split(/\r\n|\r|\n/)
    this.#rest = lines.pop() ?? ''
    return lines.flatMap((line) => this.#line(line))
  }

  #line(line: string): ServerEvent[] {
    if (line === '') return this.#dispatch()
    const colon = line.indexOf(':')
    if (colon === 0) return [] // a comment
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') this.#data.push(value)
    else if (field === 'event') this.#event = value
    else if (field === 'id' && !value.includes('\0')) this.#id = value
    else if (field === 'retry' && /^\d+$/.test(value)) this.retryMs = Number(value)
    return []
  }

  #dispatch(): ServerEvent[] {
    const [data, event] = [this.#data, this.#event]
    this.#data = []
    this.#event = ''
    this.lastEventId = this.#id
    if (data.length === 0) return []
    return [{ id: this.#id, event: event || 'message', data: data.join('\n') }]
  }
}

export type Following = {
  /** After which event to go on. */
  lastEventId?: string
  signal: AbortSignal
  /** True: that was the last one. */
  onEvent(event: ServerEvent): boolean
  /** Whether the line is there. */
  onLine?(isOpen: boolean): void
}

const FIRST_WAIT_MS = 400
const LONGEST_WAIT_MS = 10_000
/** The server says something every 15 seconds, if only a comment: a line that is silent for longer is dead. */
const SILENT_MS = 40_000

/** Follows until the last event, the signal, or a refusal; gives the status of a refusal. */
export async function followEvents(address: string, following: Following): Promise<number | null> {
  const { signal, onEvent, onLine } = following
  let lastEventId = following.lastEventId ?? ''
  let waitMs = FIRST_WAIT_MS
  for (;;) {
    const silence = new AbortController()
    let timer = setTimeout(() => silence.abort(), SILENT_MS)
    try {
      const response = await fetch(address, {
        headers: {
          accept: 'text/event-stream',
          ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
        },
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.any([signal, silence.signal]),
      })
      if (response.status >= 400 && response.status < 500) return response.status
      if (!response.ok || !response.body) throw new Error(`status ${response.status}`)
      onLine?.(true)
      const reader = new EventReader(lastEventId)
      const bytes = response.body.getReader()
      // Of its own, not one decoder a piece: a letter may be cut in two.
      const decoder = new TextDecoder()
      for (;;) {
        const { done, value } = await bytes.read()
        if (done) break
        clearTimeout(timer)
        timer = setTimeout(() => silence.abort(), SILENT_MS)
        for (const event of reader.read(decoder.decode(value, { stream: true }))) {
          lastEventId = event.id
          waitMs = FIRST_WAIT_MS
          if (onEvent(event)) {
            void bytes.cancel()
            return null
          }
        }
        waitMs = reader.retryMs ?? waitMs
      }
    } catch {
      if (signal.aborted) return null
    } finally {
      clearTimeout(timer)
    }
    if (signal.aborted) return null
    onLine?.(false)
    await pause(waitMs * (0.7 + 0.6 * Math.random()), signal)
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
