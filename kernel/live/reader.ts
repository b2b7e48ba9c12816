/** One follower's place in a topic: every message once, in order, as fast as they read and never faster. */
import type { Message } from './messages.ts'

/** What a follower is told, and whether they keep up. */
export type Outlet = {
  /** Messages come from `seq` on; `isFresh`: those before are not to be had. */
  following(seq: number, isFresh: boolean): void
  message(message: Message): void
  said(from: string, what: unknown): void
  present(members: string[]): void
  /** So much waits to be read that nothing more is kept for them in memory. */
  isFull(): boolean
  /** Resolves once there is room; false when they have gone. */
  room(): Promise<boolean>
  /** Nothing can be read for them: they shall come back and resume. */
  failed(error: unknown): void
}

/** What a reader asks of its topic. */
export type Source = {
  /** The number up to which the topic was read and offered. */
  head(): number
  after(seq: number, most: number): Promise<Message[]>
}

const AT_ONCE = 100

export class Reader {
  readonly out: Outlet
  /** A member whose presence others are told of. */
  readonly member: string | undefined
  readonly #source: Source
  #cursor: number
  /** Has all that was offered until now, so that what is offered next comes next. */
  #isAbreast = false
  #isCatchingUp = false
  #hasLeft = false

  constructor(source: Source, out: Outlet, cursor: number, member: string | undefined) {
    this.#source = source
    this.out = out
    this.#cursor = cursor
    this.member = member
  }

  leave(): void {
    this.#hasLeft = true
  }

  /** New messages of the topic; who lags behind fetches them later by themselves. */
  offer(messages: readonly Message[]): void {
    if (!this.#isAbreast) return
    for (const message of messages) {
      if (message.seq <= this.#cursor) continue
      if (this.out.isFull()) return void this.catchUp()
      this.#tell(message)
    }
  }

  /** Reads from the database until abreast; meanwhile nothing is kept in memory for this follower. */
  async catchUp(): Promise<void> {
    this.#isAbreast = false
    if (this.#isCatchingUp) return
    this.#isCatchingUp = true
    try {
      await this.#catchUp()
    } catch (error) {
      if (!this.#hasLeft) this.out.failed(error)
    } finally {
      this.#isCatchingUp = false
    }
  }

  async #catchUp(): Promise<void> {
    for (;;) {
      if (!(await this.out.room()) || this.#hasLeft) return
      const head = this.#source.head()
      if (this.#cursor >= head) {
        this.#isAbreast = true
        return
      }
      const messages = await this.#source.after(this.#cursor, AT_ONCE)
      if (this.#hasLeft) return
      if (messages.length === 0) this.#begin(head)
      for (const message of messages) {
        if (this.out.isFull()) break
        this.#tell(message)
      }
    }
  }

  #tell(message: Message): void {
    // What lies between was forgotten: it was too long ago.
    if (message.seq !== this.#cursor + 1) this.#begin(message.seq - 1)
    this.#cursor = message.seq
    this.out.message(message)
  }

  #begin(seq: number): void {
    this.#cursor = seq
    this.out.following(seq, true)
  }
}
