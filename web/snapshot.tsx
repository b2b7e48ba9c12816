/** What the server last said, for the day when nothing answers. It never stands in for a refusal. */
import { NotSignedIn, Unavailable } from '#kernel/contract.ts'
import { NetworkFailure } from './http.tsx'

const PREFIX = 'socle.snapshot.'
/** A line that carries nothing for so long does not keep a technician from the work. */
const PATIENCE_MS = 5000

/** Reads from the server; what it said before, when the server cannot be reached. */
export async function orSnapshot<T>(name: string, read: () => Promise<T>): Promise<T> {
  const kept = found(name) as T | undefined
  const fresh = read().then(
    (value) => {
      if (value === null) forgetSnapshots()
      else keep(name, value)
      return value
    },
    (error: unknown) => {
      if (NotSignedIn.is(error)) forgetSnapshots()
      const isSilence = error instanceof NetworkFailure || Unavailable.is(error)
      if (isSilence && kept !== undefined) return kept
      throw error
    },
  )
  if (kept === undefined) return fresh
  const late = new Promise<T>((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS))
  return Promise.race([fresh, late])
}

/** Somebody has left this device, or was shown the door. */
export function forgetSnapshots(): void {
  for (const name of Object.keys(localStorage))
    if (name.startsWith(PREFIX)) localStorage.removeItem(name)
}

function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value))
  } catch {
    // A full store: without a network the way in is then shut, with one nothing is lost.
  }
}

function found(name: string): unknown {
  try {
    const words = localStorage.getItem(PREFIX + name)
    return words === null ? undefined : (JSON.parse(words) as unknown)
  } catch {
    return undefined
  }
}
