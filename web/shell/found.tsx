/** What the parts find for some words. */
import { useEffect, useEffectEvent, useState } from 'react'
import { useCall } from '../api.tsx'
import type { Call } from '../http.tsx'
import type { Finding } from '../pages.tsx'

export type Search = (query: string, call: Call) => Promise<readonly Finding[]>

const PAUSE_MS = 180

/** Asks once typing pauses; an answer that comes late for older words is dropped. */
export function useFound(query: string, searches: readonly Search[]): readonly Finding[] {
  const call = useCall()
  const [found, setFound] = useState<readonly Finding[]>([])
  const askAll = useEffectEvent((words: string) =>
    Promise.allSettled(searches.map((it) => it(words, call))),
  )
  useEffect(() => {
    let isCurrent = true
    const words = query.trim()
    const timer = setTimeout(async () => {
      const answers = words ? await askAll(words) : []
      if (isCurrent) setFound(answers.flatMap((it) => (it.status === 'fulfilled' ? it.value : [])))
    }, PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [query])
  return found
}
