/** How what a phone holds comes to the server and may be forgotten; when to warn. Counted without a phone, so it is tested without one. */
import { machine, type MoveOf, type StateOf } from '#kernel/machine.ts'
import { DAY, MINUTE, SECOND } from '#kernel/time.ts'
import type { Certificate } from '../executions/contract.ts'

/**
 * One thing that waits: the beginning of an execution, an event, a photo, its end. `line` is what the network did,
 * `server` what was answered, `phone` what it works out by itself, `person` who holds it.
 */
export const queueStates = machine({
  name: 'queue',
  states: [
    'saved',
    'queued',
    'sending',
    'acknowledged',
    'conflict',
    'rejected',
    'discarded',
    'certified',
    'purgeable',
  ],
  initial: 'saved',
  moves: {
    enqueue: { from: ['saved'], to: 'queued', by: ['phone'] },
    send: { from: ['queued'], to: 'sending', by: ['phone'] },
    /** The line broke, or the process died on the way. */
    interrupt: { from: ['sending'], to: 'queued', by: ['line', 'phone'] },
    acknowledge: { from: ['sending'], to: 'acknowledged', by: ['server'] },
    /** Kept there beside another value: a person decides. */
    clash: { from: ['sending'], to: 'conflict', by: ['server'] },
    reject: { from: ['sending'], to: 'rejected', by: ['server'] },
    retry: { from: ['rejected'], to: 'queued', by: ['person'] },
    discard: { from: ['rejected'], to: 'discarded', by: ['person'] },
    certify: { from: ['acknowledged', 'conflict'], to: 'certified', by: ['phone'] },
    release: { from: ['certified'], to: 'purgeable', by: ['phone'] },
  },
})
export type QueueState = StateOf<typeof queueStates>
export type QueueMove = MoveOf<typeof queueStates>

/** On its way, or waiting for its turn. */
export const isWaiting = (state: QueueState) =>
  state === 'saved' || state === 'queued' || state === 'sending'
/** The server has said that it is there. */
export const isThere = (state: QueueState) =>
  state === 'acknowledged' || state === 'conflict' || state === 'certified' || state === 'purgeable'

const FIRST_WAIT_MS = SECOND
const LONGEST_WAIT_MS = 5 * MINUTE

/** Twice as long after each failure; chance spreads the phones that come out of one tunnel. `chance` is 0 to 1. */
export const waitMs = (failures: number, chance: number) =>
  Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS) * (0.5 + chance / 2)

/** What the certificate of one device has to be, by the phone's own count. */
export type OwnCount = {
  executionId: string
  deviceId: string
  events: number
  digest: string
  files: readonly { photoId: string; sha256: string }[]
}

export type Difference = 'subject' | 'events' | 'digest' | 'files'

/** In what a certificate is not what this phone holds; empty: all of it is there, byte for byte. */
export function differences(certificate: Certificate, own: OwnCount): Difference[] {
  const there = new Map(certificate.files.map((it) => [it.photoId, it.sha256]))
  const checks: readonly [Difference, boolean][] = [
    [
      'subject',
      certificate.executionId === own.executionId && certificate.deviceId === own.deviceId,
    ],
    ['events', certificate.events === own.events],
    ['digest', certificate.digest === own.digest],
    ['files', own.files.every((it) => there.get(it.photoId) === it.sha256)],
  ]
  return checks.filter(([, holds]) => !holds).map(([name]) => name)
}

/** What the bar of an execution counts. */
export type Tally = {
  answers: number
  photos: number
  waiting: number
  rejected: number
  conflicts: number
  certified: boolean
}
export type BarState = 'registered' | 'waiting' | 'offline' | 'problem'

/** One of four: what is wrong comes before what waits. */
export function barState(tally: Tally, isReached: boolean): BarState {
  if (tally.rejected > 0 || tally.conflicts > 0) return 'problem'
  if (!isReached) return 'offline'
  return tally.waiting > 0 || !tally.certified ? 'waiting' : 'registered'
}

export const OLD_MS = 3 * DAY
export const CLOCK_OFF_MS = 5 * MINUTE
/** What is kept of an execution whose whole is certified, before it leaves the phone by itself. */
export const KEPT_AFTER_MS = 7 * DAY
const FULL_SHARE = 0.9
/** Twenty photos: less is a day that may end badly. */
const LEAST_FREE_BYTES = 150_000_000

export type Surroundings = {
  isSecure: boolean
  isPersisted: boolean
  usage: number | null
  quota: number | null
  /** When the oldest thing was saved that the server does not have. */
  oldestAt: number | null
  now: number
  /** The phone's clock less the server's. */
  driftMs: number | null
}
export type Warning = 'insecure' | 'almost-full' | 'not-persisted' | 'old' | 'clock'

/** What to say before data is at risk, the worst first. */
export function warnings(about: Surroundings): Warning[] {
  const { isSecure, isPersisted, usage, quota, oldestAt, now, driftMs } = about
  const isFull =
    usage !== null &&
    quota !== null &&
    quota > 0 &&
    (usage / quota > FULL_SHARE || quota - usage < LEAST_FREE_BYTES)
  const checks: readonly [Warning, boolean][] = [
    ['insecure', !isSecure],
    ['almost-full', isFull],
    ['old', oldestAt !== null && now - oldestAt > OLD_MS],
    ['clock', driftMs !== null && Math.abs(driftMs) > CLOCK_OFF_MS],
    ['not-persisted', isSecure && !isPersisted],
  ]
  return checks.filter(([, isSo]) => isSo).map(([name]) => name)
}
