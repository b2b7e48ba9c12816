/** What a browser and the server say to each other over a live connection; docs/live.md says it in prose. */
import * as z from 'zod/mini'

/** The name of this language in the handshake. */
export const PROTOCOL = 'socle.live'

/** Why the server ends a connection, in the range that is left to applications. */
export const CLOSED = {
  /** What was sent is not of this language. */
  unreadable: 4400,
  /** There is no session, or it has ended: log in again. */
  signedOut: 4401,
  /** Nothing was read for too long: come back and resume. */
  tooSlow: 4408,
  /** Too much was sent, or too many connections are open: come back later. */
  tooMany: 4429,
} as const

/** A number that the client gives to what it follows, and by which the server answers. */
const n = z.int().check(z.minimum(1), z.maximum(1_000_000))

export const FromClient = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('follow'),
    n,
    /** The workspace's address. */
    at: z.string().check(z.minLength(1), z.maxLength(80)),
    topic: z.string().check(z.minLength(1), z.maxLength(80)),
    /** Of which thing, where the topic is of things. */
    of: z.optional(z.uuid()),
    /** The last number that was received; without it the server begins with what comes next. */
    since: z.optional(z.int().check(z.minimum(0))),
  }),
  z.object({ do: z.literal('leave'), n }),
  z.object({ do: z.literal('say'), n, what: z.unknown() }),
  z.object({ do: z.literal('ping') }),
])
export type FromClient = z.output<typeof FromClient>

export type FromServer =
  /** Messages come from `seq` on. `isFresh`: what came before is not to be had any more, so read it anew. */
  | { is: 'following'; n: number; seq: number; isFresh: boolean }
  | { is: 'message'; n: number; seq: number; payload: unknown }
  /** Somebody said it in passing. */
  | { is: 'said'; n: number; from: string; what: unknown }
  /** Who follows now: ids of members. */
  | { is: 'present'; n: number; members: string[] }
  /** It is not opened, or not any more: the code of a problem. */
  | { is: 'refused'; n: number; code: string }
  | { is: 'pong' }
