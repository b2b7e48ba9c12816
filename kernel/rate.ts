/** How often one caller may do one thing: a sliding window in this process. Several nodes count together too: Application.spend. */
import { type Rate, TooMany } from './contract.ts'
import { SECOND } from './time.ts'

export class Rates {
  readonly #hits = new Map<string, number[]>()

  /** Counts one call; throws TooMany with the seconds to wait. */
  spend(key: string, { max, windowMs }: Rate, now: number): void {
    const recent = (this.#hits.get(key) ?? []).filter((at) => at > now - windowMs)
    if (recent.length >= max)
      throw TooMany({ retryAfterS: Math.ceil((recent[0]! + windowMs - now) / SECOND) })
    recent.push(now)
    this.#hits.set(key, recent)
    if (this.#hits.size > 20_000) this.#forgetOldest()
  }

  #forgetOldest(): void {
    for (const key of [...this.#hits.keys()].slice(0, 5_000)) this.#hits.delete(key)
  }
}
