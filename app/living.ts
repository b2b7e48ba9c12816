/** Connections that stay open, asked every few seconds whether who opened them may still be there. */
import type { Application } from '#kernel/application.ts'
import { enter, nameOf, type Request } from '#kernel/call.ts'
import { type Endpoint, Problem } from '#kernel/contract.ts'
import type { Session } from '#kernel/directory.ts'
import { SECOND } from '#kernel/time.ts'

/** What ends a session has to end its connections within five seconds, whichever node it was ended on. */
const ASKED_EVERY_MS = 3 * SECOND

type Watched = {
  session: Session
  /** Asks anew whether who opened it may; refuses by a problem. */
  ask?: () => Promise<unknown>
  /** Connections of one person to the same thing are asked about once. */
  alike?: string
}
type Connection = Watched & { gone: AbortController }
type Door = { signal: AbortSignal; close(): void }

/** The database is asked, so the answer holds for every node: one read for all sessions of this process. */
export class OpenConnections {
  readonly #app: Application
  readonly #open = new Set<Connection>()
  #timer: NodeJS.Timeout | undefined
  #isAsking = false

  constructor(app: Application) {
    this.#app = app
  }

  /** `signal` aborts once the session, the membership or the permission has gone; `close` when the connection ends itself. */
  watch(endpoint: Endpoint, request: Request): Door {
    const { session, slug } = request
    if (!session) return { signal: new AbortController().signal, close() {} }
    if (slug === undefined) return this.keep({ session })
    const alike = `${nameOf(endpoint)} ${slug} ${session.sessionId}`
    return this.keep({ session, alike, ask: () => enter(this.#app, endpoint, request) })
  }

  /** The same for whatever else stays open while its session lives. */
  keep(watched: Watched): Door {
    const connection = { ...watched, gone: new AbortController() }
    this.#open.add(connection)
    this.#timer ??= setInterval(() => void this.#ask(), ASKED_EVERY_MS).unref()
    return { signal: connection.gone.signal, close: () => this.#forget(connection) }
  }

  #forget(connection: Connection): void {
    this.#open.delete(connection)
    if (this.#open.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return
    this.#isAsking = true
    try {
      await this.#closeEnded()
      await this.#closeUnwelcome()
    } catch (error) {
      // Whoever came in was allowed to: a database that is silent for a moment throws nobody out.
      this.#app.log.warn({ err: error }, 'open connections could not be asked')
    } finally {
      this.#isAsking = false
    }
  }

  async #closeEnded(): Promise<void> {
    const all = [...this.#open]
    const sessions = all.map((it) => it.session)
    const { directory, now } = this.#app
    const living = await this.#app.readRegistry((db) => directory.living(db, sessions, now()))
    for (const it of all) if (!living.has(it.session.sessionId)) this.#end(it)
  }

  /** Memberships and roles. */
  async #closeUnwelcome(): Promise<void> {
    const asking = [...this.#open].filter((it) => it.ask)
    const alike = Map.groupBy(asking, (it) => it.alike ?? it)
    for (const connections of alike.values())
      if (!(await isWelcome(connections[0]!.ask!))) connections.forEach((it) => this.#end(it))
  }

  #end(connection: Connection): void {
    this.#forget(connection)
    connection.gone.abort()
  }
}

async function isWelcome(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask()
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}
