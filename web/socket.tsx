/** The tab's one live connection: opened when something is followed, opened again after a cut, resumed where it was. */
import { CLOSED, type FromClient, type FromServer, PROTOCOL } from '#kernel/wire.ts'

/** What a page wants to hear of one topic. */
export type Ear = {
  message(payload: unknown): void
  /** Something may have been missed: read anew. */
  gap(): void
  said(from: string, what: unknown): void
  present(members: readonly string[]): void
  /** Whether it is connected now. */
  live(is: boolean): void
}
export type Wanted = { at: string; topic: string; of?: string | undefined }
export type Thread = { leave(): void; say(what: unknown): void }

type Following = Wanted & {
  n: number
  ears: Set<Ear>
  since: number | undefined
  isLive: boolean
  heardAt: number
}

/** Half to one and a half times the delay: tabs that were cut together do not come back together. */
const AGAIN_MS = { first: 500, most: 30_000 }
const FULL_MS = 30_000
/** A phone that slept, a network that changed: the socket believes itself open while nobody is there. */
const SILENCE_MS = 20_000
const ANSWER_MS = 8_000
/** Going from page to page is no reason to hang up. */
const IDLE_MS = 10_000
/** A page that opens just now may have been read just before this came. */
const RECENT_MS = 10_000

export class LiveSocket {
  readonly #url: string
  readonly #followed = new Map<string, Following>()
  readonly #byNumber = new Map<number, Following>()
  #socket: WebSocket | undefined
  #tries = 0
  #count = 0
  #again: ReturnType<typeof setTimeout> | undefined
  #idle: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined

  constructor(url: string) {
    this.#url = url
    addEventListener('online', this.#hurry)
    addEventListener('offline', this.#hurry)
    document.addEventListener('visibilitychange', this.#hurry)
  }

  follow(wanted: Wanted, ear: Ear): Thread {
    clearTimeout(this.#idle)
    const name = `${wanted.at} ${wanted.topic} ${wanted.of ?? ''}`
    const known = this.#followed.get(name)
    const it: Following = known ?? {
      ...wanted,
      n: ++this.#count,
      ears: new Set(),
      since: undefined,
      isLive: false,
      heardAt: -Infinity,
    }
    it.ears.add(ear)
    if (known) {
      if (known.isLive) ear.live(true)
      if (performance.now() - known.heardAt < RECENT_MS) ear.gap()
    } else {
      this.#followed.set(name, it)
      this.#byNumber.set(it.n, it)
      this.#ask(it)
    }
    this.#connect()
    return {
      leave: () => this.#leave(name, it, ear),
      say: (what) => this.#send({ do: 'say', n: it.n, what }),
    }
  }

  end(): void {
    removeEventListener('online', this.#hurry)
    removeEventListener('offline', this.#hurry)
    document.removeEventListener('visibilitychange', this.#hurry)
    this.#followed.clear()
    this.#byNumber.clear()
    this.#hangUp()
  }

  #leave(name: string, it: Following, ear: Ear): void {
    it.ears.delete(ear)
    if (it.ears.size > 0 || this.#followed.get(name) !== it) return
    this.#followed.delete(name)
    this.#byNumber.delete(it.n)
    this.#send({ do: 'leave', n: it.n })
    if (this.#followed.size === 0) this.#idle = setTimeout(() => this.#hangUp(), IDLE_MS)
  }

  #connect(): void {
    if (this.#socket || this.#again) return
    const socket = new WebSocket(this.#url, PROTOCOL)
    this.#socket = socket
    socket.addEventListener('open', () => {
      this.#listen()
      for (const it of this.#followed.values()) this.#ask(it)
    })
    socket.addEventListener('message', ({ data }) => {
      this.#listen()
      this.#hear(JSON.parse(String(data)) as FromServer)
    })
    socket.addEventListener('close', ({ code }) => {
      if (this.#socket === socket) this.#cut(code)
    })
  }

  #hear(frame: FromServer): void {
    if (frame.is === 'pong') return
    const it = this.#byNumber.get(frame.n)
    if (!it) return
    switch (frame.is) {
      case 'following': {
        this.#tries = 0
        it.since = frame.seq
        this.#show(it, true)
        if (frame.isFresh) for (const ear of it.ears) ear.gap()
        return
      }
      case 'message': {
        if (it.since === undefined || frame.seq <= it.since) return
        // Never so far; if ever, what lies between is asked for.
        if (frame.seq > it.since + 1) return this.#ask(it)
        it.since = frame.seq
        it.heardAt = performance.now()
        for (const ear of it.ears) ear.message(frame.payload)
        return
      }
      case 'said':
        for (const ear of it.ears) ear.said(frame.from, frame.what)
        return
      case 'present':
        for (const ear of it.ears) ear.present(frame.members)
        return
      case 'refused':
        return this.#show(it, false)
    }
  }

  #ask({ n, at, topic, of, since }: Following): void {
    this.#send({
      do: 'follow',
      n,
      at,
      topic,
      ...(of === undefined ? {} : { of }),
      ...(since === undefined ? {} : { since }),
    })
  }

  #send(frame: FromClient): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame))
  }

  /** Whatever comes proves that somebody is there; after some silence they are asked. */
  #listen(withinMs = SILENCE_MS): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => {
      this.#send({ do: 'ping' })
      this.#silence = setTimeout(() => this.#drop(), ANSWER_MS)
    }, withinMs)
  }

  /** The connection is there in name only. */
  #drop(): void {
    const socket = this.#socket
    this.#cut(0)
    socket?.close()
  }

  #cut(code: number): void {
    clearTimeout(this.#silence)
    this.#socket = undefined
    for (const it of this.#followed.values()) this.#show(it, false)
    if (this.#followed.size === 0) return
    // The session has ended: reading anew leads to the log-in.
    if (code === CLOSED.signedOut) {
      for (const it of this.#followed.values()) for (const ear of it.ears) ear.gap()
      return
    }
    const patience = Math.min(AGAIN_MS.most, AGAIN_MS.first * 2 ** this.#tries++)
    const delay = code === CLOSED.tooMany ? FULL_MS : patience
    this.#again = setTimeout(() => this.#retry(), delay * (0.5 + Math.random()))
  }

  #retry(): void {
    clearTimeout(this.#again)
    this.#again = undefined
    if (this.#followed.size > 0) this.#connect()
  }

  /** The device is back, or looked at again: now is better than later. */
  #hurry = (): void => {
    if (!navigator.onLine) return
    if (this.#again) this.#retry()
    else if (this.#socket?.readyState === WebSocket.OPEN && !document.hidden) this.#listen(0)
  }

  #show(it: Following, isLive: boolean): void {
    if (it.isLive === isLive) return
    it.isLive = isLive
    for (const ear of it.ears) ear.live(isLive)
  }

  #hangUp(): void {
    clearTimeout(this.#again)
    clearTimeout(this.#silence)
    this.#again = undefined
    const socket = this.#socket
    this.#socket = undefined
    socket?.close(1000)
  }
}

let current: { person: string; socket: LiveSocket } | undefined

/** The connection of who is logged in; somebody else on this device gets one of their own. */
export function socketOf(person: string): LiveSocket {
  if (current?.person !== person) {
    current?.socket.end()
    const url = new URL('/api/live', location.href)
    url.protocol = url.protocol.replace('http', 'ws')
    current = { person, socket: new LiveSocket(url.href) }
  }
  return current.socket
}
