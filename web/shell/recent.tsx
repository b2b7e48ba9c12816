/** What was opened from the palette lately, on this device, per workspace. */
import type { Finding } from '../pages.tsx'

type Recent = Pick<Finding, 'to' | 'title'>
const KEPT = 5
const keyOf = (place: string) => `socle.recent.${place}`

export const recent = {
  read(place: string): Recent[] {
    try {
      return JSON.parse(localStorage.getItem(keyOf(place)) ?? '[]') as Recent[]
    } catch {
      return [] // written by another version: nothing recent
    }
  },
  add(place: string, one: Recent) {
    const others = recent.read(place).filter((it) => it.to !== one.to)
    localStorage.setItem(keyOf(place), JSON.stringify([one, ...others].slice(0, KEPT)))
  },
}
