/**
 * Within one process: who follows an answer is woken by who writes it, and Stop reaches the provider at once. Other nodes
 * find the same in the database a moment later; nothing here is needed for anything to be right.
 */
const sleepers = new Map<string, Set<() => void>>()
const writers = new Map<string, AbortController>()

export function wake(answerId: string): void {
  for (const it of sleepers.get(answerId) ?? []) it()
}

/** Until somebody writes, or this time has passed, or the signal aborts. */
export async function sleep(answerId: string, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  const others = sleepers.get(answerId) ?? new Set()
  sleepers.set(answerId, others.add(resolve))
  signal.addEventListener('abort', () => resolve(), { once: true })
  await promise
  clearTimeout(timer)
  others.delete(resolve)
  if (others.size === 0) sleepers.delete(answerId)
}

export const writesHere = (answerId: string) => writers.has(answerId)
export const beginWriting = (answerId: string, by: AbortController) =>
  void writers.set(answerId, by)
export const endWriting = (answerId: string) => void writers.delete(answerId)
export const stopWriting = (answerId: string) => writers.get(answerId)?.abort()
