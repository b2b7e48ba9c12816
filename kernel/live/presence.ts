/** Who follows a topic: this node's followers, and those that other nodes tell of again and again while they live. */
import { SECOND } from '#kernel/time.ts'
import type { News } from './bus.ts'
import type { Key } from './messages.ts'

/** How often a node repeats who is with it. */
export const REPEATED_EVERY_MS = 10 * SECOND
/** A node that was silent for so long was killed: its people are gone. */
const BELIEVED_MS = 25 * SECOND

type Told = { members: readonly string[]; at: number }
type Report = Extract<News, { is: 'present' }>

export class Presence {
  readonly #node: string
  readonly #now: () => number
  /** Topic → member → how many connections of theirs. */
  readonly #here = new Map<Key, Map<string, number>>()
  /** Topic → node → members. */
  readonly #elsewhere = new Map<Key, Map<string, Told>>()

  constructor(node: string, now: () => number) {
    this.#node = node
    this.#now = now
  }

  /** True when this makes somebody present on this node who was not. */
  enter(topic: Key, member: string): boolean {
    const here = this.#here.get(topic) ?? new Map<string, number>()
    this.#here.set(topic, here)
    here.set(member, (here.get(member) ?? 0) + 1)
    return here.get(member) === 1
  }

  /** True when it was their last connection on this node. */
  leave(topic: Key, member: string): boolean {
    const here = this.#here.get(topic)
    const left = (here?.get(member) ?? 0) - 1
    if (left > 0) here!.set(member, left)
    else here?.delete(member)
    if (here?.size === 0) this.#here.delete(topic)
    return left <= 0
  }

  /** Believes another node; true when that changes who is present. */
  believe(topic: Key, { node, members }: Report): boolean {
    if (node === this.#node) return false
    const before = this.on(topic).join()
    const nodes = this.#elsewhere.get(topic) ?? new Map<string, Told>()
    if (members.length > 0) nodes.set(node, { members, at: this.#now() })
    else nodes.delete(node)
    if (nodes.size > 0) this.#elsewhere.set(topic, nodes)
    else this.#elsewhere.delete(topic)
    return this.on(topic).join() !== before
  }

  /** Everybody on any node, in a stable order. */
  on(topic: Key): string[] {
    const told = [...(this.#elsewhere.get(topic)?.values() ?? [])].flatMap((it) => it.members)
    return [...new Set([...(this.#here.get(topic)?.keys() ?? []), ...told])].toSorted()
  }

  /** What this node holds of a topic. */
  held = (topic: Key): string[] => [...(this.#here.get(topic)?.keys() ?? [])]

  heldTopics = (): Key[] => [...this.#here.keys()]

  /** Forgets nodes that have gone silent; the topics in which somebody went with them. */
  forgetSilent(): Key[] {
    const changed: Key[] = []
    for (const [topic, nodes] of this.#elsewhere) {
      for (const [node, { at }] of nodes)
        if (this.#now() - at > BELIEVED_MS) {
          nodes.delete(node)
          changed.push(topic)
        }
      if (nodes.size === 0) this.#elsewhere.delete(topic)
    }
    return [...new Set(changed)]
  }
}
