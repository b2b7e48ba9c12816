/**
 * THE LIFE OF A LIVE MESSAGE: published and numbered by a transaction, committed, told to whoever follows its topic on any
 * node. The database is the truth: the bus between nodes only says that there is something to read, and what it loses is
 * found by asking every few seconds.
 */
import type { Namespace } from './data/namespace.ts'
import { newId } from './ids.ts'
import { type Bus, type News } from './live/bus.ts'
import {
  forgetMessages,
  type Key,
  lastNumber,
  lastNumbers,
  messagesAfter,
} from './live/messages.ts'
import { Presence, REPEATED_EVERY_MS } from './live/presence.ts'
import { type Outlet, Reader, type Source } from './live/reader.ts'
import type { Log } from './log.ts'
import { HOUR, SECOND } from './time.ts'

export type LiveSetting = {
  /** One workspace's data, by the workspace's id. */
  open<R>(place: string, work: (namespace: Namespace) => Promise<R>): Promise<R>
  bus: Bus
  now: () => Date
  log: Pick<Log, 'warn'>
  /** How often topics are looked at whatever the bus says. */
  pollMs?: number
}

/** A topic that somebody on this node follows. */
type Channel = {
  place: string
  key: Key
  head: number
  readers: Set<Reader>
  isReading: boolean
  /** Something was published while it was being read. */
  isBehind: boolean
}

export type Following = { leave(): void; say(from: string, what: unknown): void }
type Follow = { place: string; key: Key; since: number | undefined; member: string | undefined }

const POLL_MS = 3 * SECOND
const AT_ONCE = 200

export class Live {
  readonly bus: Bus
  readonly #open: LiveSetting['open']
  readonly #now: () => Date
  readonly #log: Pick<Log, 'warn'>
  readonly #pollMs: number
  readonly #node = newId()
  readonly #presence = new Presence(this.#node, () => performance.now())
  readonly #channels = new Map<string, Channel>()
  readonly #forgotAt = new Map<string, number>()
  #timers: NodeJS.Timeout[] = []
  #isListening = false
  #isPolling = false

  constructor({ open, bus, now, log, pollMs = POLL_MS }: LiveSetting) {
    this.bus = bus
    this.#open = open
    this.#now = now
    this.#log = log
    this.#pollMs = pollMs
  }

  /** After a commit: wakes the followers here and on the other nodes. */
  announce(place: string, keys: readonly Key[]): void {
    const news: News = { is: 'published', place, keys: [...new Set(keys)] }
    this.#hear(news)
    this.bus.send(news)
    void this.#forget(place)
  }

  /** Begins after `since`, or with what comes next; `member` is shown to the others. */
  async follow({ place, key, since, member }: Follow, out: Outlet): Promise<Following> {
    this.listen()
    const { last, next } = await this.#open(place, async ({ reader: db }) => ({
      last: await lastNumber(db, key),
      next: since === undefined ? undefined : (await messagesAfter(db, key, since, 1))[0],
    }))
    // Counted in another history (a restored copy), or forgotten meanwhile.
    const isGone = since !== undefined && since !== last && next?.seq !== since + 1
    const isFresh = since === undefined || isGone
    const cursor = isFresh ? last : since
    const channel = this.#channel(place, key, last)
    const reader = new Reader(this.#sourceOf(channel), out, cursor, member)
    channel.readers.add(reader)
    out.following(cursor, isFresh)
    void reader.catchUp()
    // What was committed while we looked has woken nobody here.
    void this.#read(channel)
    if (member) this.#arrive(channel, member, out)
    return {
      leave: () => this.#leave(channel, reader),
      say: (from, what) => {
        const news: News = { is: 'said', place, key, from, what }
        this.#hear(news, reader)
        this.bus.send(news)
      },
    }
  }

  get followed(): number {
    return this.#channels.size
  }

  /** The people on a topic, on any node. */
  present = (place: string, key: Key): string[] => this.#presence.on(nameOf({ place, key }))

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    await this.bus.close()
  }

  #channel(place: string, key: Key, head: number): Channel {
    const name = nameOf({ place, key })
    const known = this.#channels.get(name)
    if (known) return known
    const channel = { place, key, head, readers: new Set<Reader>() }
    const made: Channel = { ...channel, isReading: false, isBehind: false }
    this.#channels.set(name, made)
    return made
  }

  #sourceOf(channel: Channel): Source {
    const { place, key } = channel
    return {
      head: () => channel.head,
      after: (seq, most) =>
        this.#open(place, ({ reader }) => messagesAfter(reader, key, seq, most)),
    }
  }

  #arrive(channel: Channel, member: string, out: Outlet): void {
    if (this.#presence.enter(nameOf(channel), member)) this.#tellPresent(channel)
    else out.present(this.#presence.on(nameOf(channel)))
  }

  #leave(channel: Channel, reader: Reader): void {
    if (!channel.readers.delete(reader)) return
    reader.leave()
    if (channel.readers.size === 0) this.#channels.delete(nameOf(channel))
    if (reader.member && this.#presence.leave(nameOf(channel), reader.member))
      this.#tellPresent(channel)
  }

  #hear(news: News, except?: Reader): void {
    if (news.is === 'hello') return this.#repeat()
    if (news.is === 'published') {
      for (const key of news.keys) {
        const channel = this.#channels.get(nameOf({ place: news.place, key }))
        if (channel) void this.#read(channel)
      }
      return
    }
    const channel = this.#channels.get(nameOf(news))
    if (news.is === 'said') {
      for (const reader of channel?.readers ?? [])
        if (reader !== except && !reader.out.isFull()) reader.out.said(news.from, news.what)
    } else if (this.#presence.believe(nameOf(news), news) && channel) this.#showPresent(channel)
  }

  /** One read for all who are abreast, whatever their number. */
  async #read(channel: Channel): Promise<void> {
    channel.isBehind = true
    if (channel.isReading) return
    channel.isReading = true
    try {
      while (channel.isBehind && channel.readers.size > 0) {
        channel.isBehind = false
        const { place, key, head } = channel
        const messages = await this.#open(place, ({ reader }) =>
          messagesAfter(reader, key, head, AT_ONCE),
        )
        if (messages.length === AT_ONCE) channel.isBehind = true
        channel.head = messages.at(-1)?.seq ?? head
        for (const reader of channel.readers) reader.offer(messages)
      }
    } catch (error) {
      this.#log.warn({ err: error, workspace: channel.place }, 'a topic could not be read')
    } finally {
      channel.isReading = false
    }
  }

  /** Hears the other nodes from now on; the first follower does it too. */
  listen(): void {
    if (this.#isListening) return
    this.#isListening = true
    const connected = () => {
      this.bus.send({ is: 'hello' })
      this.#repeat()
      void this.#poll()
    }
    this.bus.listen((news) => this.#hear(news), connected)
    const repeat = () => {
      this.#repeat()
      for (const name of this.#presence.forgetSilent()) {
        const channel = this.#channels.get(name)
        if (channel) this.#showPresent(channel)
      }
    }
    this.#timers = [
      setInterval(() => void this.#poll(), this.#pollMs).unref(),
      setInterval(repeat, REPEATED_EVERY_MS).unref(),
    ]
  }

  /** What the bus lost, and what processes without a bus have published: one read for each workspace. */
  async #poll(): Promise<void> {
    if (this.#isPolling) return
    this.#isPolling = true
    const places = Map.groupBy(this.#channels.values(), (it) => it.place)
    for (const [place, channels] of places) {
      try {
        const keys = channels.map((it) => it.key)
        const last = await this.#open(place, ({ reader }) => lastNumbers(reader, keys))
        for (const it of channels) if ((last.get(it.key) ?? 0) > it.head) void this.#read(it)
      } catch (error) {
        this.#log.warn({ err: error, workspace: place }, 'topics could not be looked at')
      }
    }
    this.#isPolling = false
  }

  #tellPresent(channel: Channel): void {
    this.#showPresent(channel)
    this.#send(channel)
  }

  #showPresent(channel: Channel): void {
    const members = this.#presence.on(nameOf(channel))
    for (const { out, member } of channel.readers) if (member && !out.isFull()) out.present(members)
  }

  #repeat(): void {
    for (const name of this.#presence.heldTopics()) {
      const channel = this.#channels.get(name)
      if (channel) this.#send(channel)
    }
  }

  #send(channel: Channel): void {
    const { place, key } = channel
    const members = this.#presence.held(nameOf(channel))
    this.bus.send({ is: 'present', node: this.#node, place, key, members })
  }

  /** Once an hour and workspace: messages that nobody will ask for any more. */
  async #forget(place: string): Promise<void> {
    const now = this.#now()
    if (now.getTime() - (this.#forgotAt.get(place) ?? 0) < HOUR) return
    this.#forgotAt.set(place, now.getTime())
    try {
      await this.#open(place, ({ db }) => forgetMessages(db, now))
    } catch (error) {
      this.#log.warn({ err: error, workspace: place }, 'old messages of topics stay for now')
    }
  }
}

const nameOf = ({ place, key }: { place: string; key: Key }) => `${place} ${key}`
