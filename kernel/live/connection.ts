/** One person's live connection: what they follow, in any workspace of theirs, and what they may say. */
import * as z from 'zod/mini'
import type { Application } from '#kernel/application.ts'
import { pass, type Request } from '#kernel/call.ts'
import { NotFound, Problem, TooMany } from '#kernel/contract.ts'
import { Rates } from '#kernel/rate.ts'
import { SECOND } from '#kernel/time.ts'
import { CLOSED, FromClient, type FromServer } from '#kernel/wire.ts'
import type { Following } from '../live.ts'
import { keyOf, type Message } from './messages.ts'
import type { Outlet } from './reader.ts'

/** The transport below: bytes to one browser. */
export type Line = {
  send(text: string): void
  /** So many bytes wait that a browser which reads has long emptied them. */
  isFull(): boolean
  /** Resolves when it has emptied; false when it has closed. */
  room(): Promise<boolean>
  close(code: number): void
}

type Follow = Extract<FromClient, { do: 'follow' }>
type Open = {
  asked: Follow
  following: Following
  member: string
  said: z.core.$ZodType | undefined
}

const MOST_TOPICS = 100
/** Coming back with a hundred topics is allowed; asking without end is not. */
const FRAMES = { max: 240, windowMs: 10 * SECOND }
const SAYINGS = { max: 30, windowMs: 10 * SECOND }
const MAX_SAID_CHARS = 2000
/** Abnormal end (RFC 6455, 7.4.1): the server could not go on. */
const FAILED = 1011

export class LiveConnection {
  readonly #app: Application
  readonly #line: Line
  readonly #request: Request
  readonly #open = new Map<number, Open>()
  readonly #rates = new Rates()
  /** Frames are answered one after the other, as they came. */
  #turn: Promise<void> = Promise.resolve()
  #hasEnded = false

  constructor(app: Application, line: Line, request: Request) {
    this.#app = app
    this.#line = line
    this.#request = request
  }

  receive(text: string): void {
    if (!this.#mayStill('frame', FRAMES)) return this.#close(CLOSED.tooMany)
    const frame = readFrame(text)
    if (!frame) return this.#close(CLOSED.unreadable)
    this.#turn = this.#turn.then(() => this.#answer(frame)).catch((error) => this.#failed(error))
  }

  /** Asked again and again: what is not theirs any more is closed. */
  async review(): Promise<void> {
    const asked = new Map<string, ReturnType<typeof pass>>()
    for (const [n, it] of this.#open) {
      try {
        await this.#admit(it.asked, asked)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        if (this.#open.get(n) !== it) continue
        this.#leave(n)
        this.#tell({ is: 'refused', n, code: error.code })
      }
    }
  }

  end(): void {
    this.#hasEnded = true
    for (const n of [...this.#open.keys()]) this.#leave(n)
  }

  async #answer(frame: FromClient): Promise<void> {
    if (this.#hasEnded) return
    if (frame.do === 'ping') return this.#tell({ is: 'pong' })
    if (frame.do === 'leave') return this.#leave(frame.n)
    if (frame.do === 'say') return this.#say(frame.n, frame.what)
    try {
      await this.#follow(frame)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      this.#tell({ is: 'refused', n: frame.n, code: error.code })
    }
  }

  async #follow(asked: Follow): Promise<void> {
    const { n, since } = asked
    this.#leave(n)
    if (this.#open.size >= MOST_TOPICS) throw TooMany({ retryAfterS: 0 })
    const { place, key, member, topic } = await this.#admit(asked)
    const follow = { place, key, since, member: topic.presence ? member : undefined }
    const following = await this.#app.live.follow(follow, this.#outlet(n))
    this.#open.set(n, { asked, following, member, said: topic.said })
    if (this.#hasEnded) this.#leave(n)
  }

  /** The questions of every request, and whether this topic is theirs; somebody else's is not there (404). */
  async #admit(
    { at, topic: name, of: thing }: Follow,
    passed = new Map<string, ReturnType<typeof pass>>(),
  ) {
    const found = this.#app.topicNamed(name)
    if (!found) throw NotFound()
    const { part, door } = found
    const { topic } = door
    const asked = { scope: 'workspace', method: 'GET', may: topic.may, evenClosed: false } as const
    const question = `${at} ${part.name} ${topic.may}`
    const request = { ...this.#request, slug: at }
    if (!passed.has(question)) passed.set(question, pass(this.#app, part, asked, request))
    const scene = await passed.get(question)!
    const { id: member } = scene.actor
    if (topic.of === 'thing') {
      const isTheirs =
        thing &&
        (await this.#app.open(scene.workspace, (namespace) =>
          Promise.resolve(door.admits?.(this.#app.readingContext(scene, namespace, []), thing)),
        ))
      if (!isTheirs) throw NotFound()
    } else if (thing !== undefined && (topic.of !== 'member' || thing !== member)) throw NotFound()
    const owner = { workspace: undefined, member, thing }[topic.of]
    return { place: scene.workspace.id, key: keyOf(topic, owner), member, topic }
  }

  /** What nobody keeps: who is hurried says it again soon, so too much of it is simply not passed on. */
  #say(n: number, what: unknown): void {
    const open = this.#open.get(n)
    if (!open?.said || !this.#mayStill('said', SAYINGS)) return
    const read = z.safeParse(open.said, what)
    if (!read.success || JSON.stringify(read.data).length > MAX_SAID_CHARS)
      return this.#close(CLOSED.unreadable)
    open.following.say(open.member, read.data)
  }

  #outlet(n: number): Outlet {
    const line = this.#line
    return {
      following: (seq, isFresh) => this.#tell({ is: 'following', n, seq, isFresh }),
      message: ({ seq, payload }: Message) => this.#tell({ is: 'message', n, seq, payload }),
      said: (from, what) => this.#tell({ is: 'said', n, from, what }),
      present: (members) => this.#tell({ is: 'present', n, members }),
      isFull: () => line.isFull(),
      room: () => line.room(),
      failed: (error) => this.#failed(error),
    }
  }

  #leave(n: number): void {
    this.#open.get(n)?.following.leave()
    this.#open.delete(n)
  }

  #mayStill(what: string, rate: { max: number; windowMs: number }): boolean {
    try {
      this.#rates.spend(what, rate, performance.now())
      return true
    } catch {
      return false
    }
  }

  #tell(frame: FromServer): void {
    if (!this.#hasEnded) this.#line.send(JSON.stringify(frame))
  }

  #failed(error: unknown): void {
    if (this.#hasEnded) return
    this.#app.log.warn({ err: error }, 'a live connection cannot go on: its client will come back')
    this.#close(FAILED)
  }

  #close(code: number): void {
    if (this.#hasEnded) return
    this.end()
    this.#line.close(code)
  }
}

function readFrame(text: string): FromClient | undefined {
  try {
    const read = z.safeParse(FromClient, JSON.parse(text))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}
