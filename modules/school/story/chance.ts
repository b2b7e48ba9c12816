/** Chance that always falls alike: the demonstration is the same every time. */
export function chance(seed: number) {
  let state = seed >>> 0
  /** Mulberry32: 0 ≤ x < 1. */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    pick: <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)]!,
    /** True so many times out of a hundred. */
    often: (percent: number) => next() * 100 < percent,
  }
}
export type Chance = ReturnType<typeof chance>
