/** How the nodes of one installation hear of each other. What is lost here is caught up from the database. */
import type { Key } from './messages.ts'

/** `place` is a workspace's id. */
export type News =
  /** Messages were committed. */
  | { is: 'published'; place: string; keys: Key[] }
  /** A follower said something in passing. */
  | { is: 'said'; place: string; key: Key; from: string; what: unknown }
  /** All members that this node holds for a topic; none when the last has gone. */
  | { is: 'present'; node: string; place: string; key: Key; members: string[] }
  /** A node has come: tell it who is with you. */
  | { is: 'hello' }

export type Bus = {
  /** Tells the other nodes; never throws and never waits: a bus that is down loses it. */
  send(news: News): void
  /** Called with what the other nodes send; again after a cut, so that `hello` is said anew. */
  listen(hear: (news: News) => void, connected: () => void): void
  /** How often something was counted by all nodes in this window; undefined when nobody knows. */
  count(what: string, windowMs: number): Promise<number | undefined>
  /** `alone`: there is but one node. */
  state(): 'alone' | 'connected' | 'down'
  close(): Promise<void>
}

/** One process: there is nobody to tell. */
export const aloneBus: Bus = {
  send() {},
  listen() {},
  count: async () => undefined,
  state: () => 'alone',
  close: async () => {},
}
