/** What was written and has not left: kept on this device, sent in its order when there is a network again, each once. */
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { Problem, Unavailable } from '#kernel/contract.ts'
import { type Call, NetworkFailure, useCall } from '#web/api.tsx'
import { usePerson, useWorkspace } from '#web/session.tsx'
import { type Message, postMessage } from '../messages/contract.ts'

export type Waiting = {
  /** The message's own id, so that it arrives once however often it is sent. */
  id: string
  conversationId: string
  body: string
  parentId: string | null
  files: readonly { id: string; name: string }[]
  at: string
  /** The code of what refused it: it does not leave by itself any more. */
  refused?: string
}

const PREFIX = 'socle.outbox.'
const AGAIN_MS = { first: 1500, most: 20_000 }

/** One for each person and workspace of this tab. */
class Outbox {
  readonly #key: string
  #items: readonly Waiting[]
  #isSending = false
  /** The last try met no network. */
  #isCut = false
  #tries = 0
  #again: ReturnType<typeof setTimeout> | undefined
  readonly #watchers = new Set<() => void>()
  readonly #arrived = new Set<(message: Message, conversationId: string) => void>()

  constructor(key: string) {
    this.#key = PREFIX + key
    this.#items = read(this.#key)
  }

  readonly watch = (watcher: () => void) => {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }
  readonly items = () => this.#items
  readonly isCut = () => this.#isCut

  whenArrived(hear: (message: Message, conversationId: string) => void): () => void {
    this.#arrived.add(hear)
    return () => void this.#arrived.delete(hear)
  }

  add(call: Call, item: Waiting): void {
    this.#set([...this.#items, item])
    void this.send(call)
  }

  discard(id: string): void {
    this.#set(this.#items.filter((it) => it.id !== id))
  }

  retry(call: Call, id: string): void {
    this.#set(
      this.#items.map(({ refused, ...it }) =>
        it.id === id || refused === undefined ? it : { ...it, refused },
      ),
    )
    this.#tries = 0
    void this.send(call)
  }

  /** One after the other, so that they arrive in the order in which they were written. */
  async send(call: Call): Promise<void> {
    if (this.#isSending) return
    this.#isSending = true
    clearTimeout(this.#again)
    try {
      for (let next = this.#next(); next; next = this.#next()) await this.#sendOne(call, next)
      this.#cut(false)
      this.#tries = 0
    } catch {
      this.#cut(true)
      const wait = Math.min(AGAIN_MS.first * 2 ** this.#tries++, AGAIN_MS.most)
      this.#again = setTimeout(() => void this.send(call), wait)
    } finally {
      this.#isSending = false
    }
  }

  /** What follows something refused waits with it: an answer does not come before its question. */
  #next(): Waiting | undefined {
    const held = new Set(this.#items.flatMap((it) => (it.refused ? it.conversationId : [])))
    return this.#items.find((it) => !held.has(it.conversationId))
  }

  async #sendOne(call: Call, item: Waiting): Promise<void> {
    const { id, conversationId, body, parentId, files } = item
    const input = { id, conversationId, body, parentId, fileIds: files.map((it) => it.id) }
    try {
      const message = await call(postMessage, input, { key: id })
      for (const hear of this.#arrived) hear(message, conversationId)
      this.discard(id)
    } catch (error) {
      const isSilence = error instanceof NetworkFailure || Unavailable.is(error)
      if (isSilence || !(error instanceof Problem)) throw error
      this.#set(this.#items.map((it) => (it.id === id ? { ...it, refused: error.code } : it)))
    }
  }

  #cut(isCut: boolean): void {
    if (this.#isCut === isCut) return
    this.#isCut = isCut
    for (const tell of this.#watchers) tell()
  }

  #set(items: readonly Waiting[]): void {
    this.#items = items
    if (items.length > 0) localStorage.setItem(this.#key, JSON.stringify(items))
    else localStorage.removeItem(this.#key)
    for (const tell of this.#watchers) tell()
  }
}

function read(key: string): Waiting[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as Waiting[]
  } catch {
    return []
  }
}

const boxes = new Map<string, Outbox>()
function boxOf(key: string): Outbox {
  const known = boxes.get(key)
  if (known) return known
  const made = new Outbox(key)
  boxes.set(key, made)
  return made
}

/** The outbox of who is logged in here; sends what waits as soon as a page shows it, and when the network is back. */
export function useOutbox() {
  const call = useCall()
  const { id } = usePerson()
  const { slug } = useWorkspace()
  const box = useMemo(() => boxOf(`${id}.${slug}`), [id, slug])
  const items = useSyncExternalStore(box.watch, box.items)
  const isCut = useSyncExternalStore(box.watch, box.isCut)
  useEffect(() => {
    const send = () => void box.send(call)
    send()
    addEventListener('online', send)
    return () => removeEventListener('online', send)
  }, [box, call])
  return { box, items, isCut, call }
}
