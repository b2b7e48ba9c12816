/** Larger targets for hands in gloves; remembered on this phone. */
import { useSyncExternalStore } from 'react'

const KEY = 'socle.gloves'
const watchers = new Set<() => void>()
const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => void watchers.delete(tell)
}
const read = () => localStorage.getItem(KEY) !== null

export function useGloves(): [isGloved: boolean, set: (isGloved: boolean) => void] {
  const isGloved = useSyncExternalStore(watch, read)
  const set = (wanted: boolean) => {
    if (wanted) localStorage.setItem(KEY, 'on')
    else localStorage.removeItem(KEY)
    for (const tell of watchers) tell()
  }
  return [isGloved, set]
}
