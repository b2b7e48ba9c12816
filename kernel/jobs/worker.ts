/** One worker: takes due jobs, runs a bounded number at once, keeps their leases, and gives back what it cannot finish. */
import { SECOND } from '#kernel/time.ts'
import type { JobRow } from './tables.ts'

export type WorkOptions = {
  /** Jobs at once; 8 when absent. */
  concurrency?: number
  /** How long a silent worker keeps its jobs; a minute when absent. A running job's lease is renewed at half of it. */
  leaseMs?: number
  /** How often an idle worker asks the queue; a second when absent. */
  pollMs?: number
  /** How long stop() waits for the jobs in hand before it gives them back; 10 seconds when absent. */
  stopMs?: number
  /** Only these jobs; all that are declared when absent. */
  names?: readonly string[]
}

/** A job in hand. `lost` says that it is no longer ours. */
export type InHand = { row: JobRow; leaseMs: number; cancel: AbortController; lost: boolean }

/** What the worker asks of the queue. */
export type Desk = {
  take(room: number): Promise<JobRow[]>
  takeOver(): Promise<void>
  run(hand: InHand): Promise<void>
  giveBack(hand: InHand): Promise<void>
  failed(error: unknown): void
}

export class Worker {
  readonly #desk: Desk
  readonly #options: Required<Omit<WorkOptions, 'names'>>
  readonly #hands = new Map<InHand, Promise<void>>()
  readonly #loop: Promise<void>
  #stopped = false
  #woken = false
  #wake = () => {}

  constructor(
    desk: Desk,
    { concurrency = 8, leaseMs = 60 * SECOND, pollMs = SECOND, stopMs = 10 * SECOND }: WorkOptions,
  ) {
    this.#desk = desk
    this.#options = { concurrency, leaseMs, pollMs, stopMs }
    this.#loop = this.#work()
  }

  wake(): void {
    this.#woken = true
    this.#wake()
  }

  /** Takes nothing new, waits for the jobs in hand, then gives back those that are still running. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.wake()
    await this.#loop
    await within(Promise.all(this.#hands.values()), this.#options.stopMs)
    for (const hand of this.#hands.keys()) {
      hand.lost = true
      hand.cancel.abort(new Error('the worker stops'))
      await this.#desk.giveBack(hand).catch((error) => this.#desk.failed(error))
    }
  }

  async #work(): Promise<void> {
    const { concurrency, leaseMs, pollMs } = this.#options
    const lookEveryMs = Math.min(leaseMs / 2, 5 * SECOND)
    let lookedAt = -Infinity
    while (!this.#stopped) {
      this.#woken = false
      const room = concurrency - this.#hands.size
      let taken = 0
      try {
        if (performance.now() - lookedAt >= lookEveryMs) {
          lookedAt = performance.now()
          await this.#desk.takeOver()
        }
        if (room > 0) taken = this.#begin(await this.#desk.take(room))
      } catch (error) {
        this.#desk.failed(error)
      }
      if (taken === 0 || taken === room) await this.#sleep(Math.min(pollMs, lookEveryMs))
    }
  }

  #begin(rows: JobRow[]): number {
    for (const row of rows) {
      const { leaseMs } = this.#options
      const hand: InHand = { row, leaseMs, cancel: new AbortController(), lost: false }
      const running = this.#desk.run(hand).finally(() => {
        this.#hands.delete(hand)
        this.wake()
      })
      this.#hands.set(hand, running)
    }
    return rows.length
  }

  async #sleep(ms: number): Promise<void> {
    if (this.#woken) return
    await within(new Promise<void>((wake) => (this.#wake = wake)), ms)
  }
}

/** Waits for something, but not longer than this. */
export async function within(something: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))
  await Promise.race([something, late])
  clearTimeout(timer)
}
