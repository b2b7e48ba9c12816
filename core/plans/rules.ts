/** What the figures of a limit say. Runs in both. */

/** From this share on, people are told that it gets tight. */
export const NEAR_PERCENT = 80

export type Nearness = 'fine' | 'near' | 'full'

/** Whole numbers, so that 80 of 100 is near on every machine. */
export function nearnessOf(used: number, most: number | null): Nearness {
  if (most === null) return 'fine'
  if (used >= most) return 'full'
  return used * 100 >= most * NEAR_PERCENT ? 'near' : 'fine'
}

/** What a plan would not allow again: nothing is taken away, only nothing more can be added. */
export const isBeyond = (used: number, most: number | null) => most !== null && used > most
