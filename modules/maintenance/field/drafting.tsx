/** What is being typed in a step: on the disk within a moment, so that a phone that dies gives it back. */
import { useEffect, useRef, useState } from 'react'
import type { StepStanding } from '../executions/contract.ts'
import type { Answer } from '../steps/contract.ts'
import type { FieldStore } from './store.tsx'

type Words = {
  answer?: Answer | null
  comment?: string
  /** As it stands in the field, also while it is no answer yet. */
  typed?: string
}
export type StepDraft = {
  answer: Answer | null
  comment: string
  typed: string | undefined
  say(words: Words): void
  /** Resolves when all that was said is on the disk. */
  settled(): Promise<unknown>
}

export function useDraft(
  store: FieldStore,
  executionId: string,
  standing: StepStanding,
): StepDraft {
  const { stepKey } = standing
  const [words, setWords] = useState<Words>({})
  const latest = useRef<Words>({})
  const writing = useRef<Promise<unknown>>(Promise.resolve())
  useEffect(() => {
    let isGone = false
    const read = async () => {
      const found = await store.draft(executionId, stepKey)
      if (isGone || !found) return
      // What was typed in the meantime is newer.
      latest.current = { ...(found as Words), ...latest.current }
      setWords(latest.current)
    }
    void read()
    return () => {
      isGone = true
    }
  }, [store, executionId, stepKey])

  // Said and done, or revised: what stands counts again.
  const { claim, answerId, commentId } = standing
  const stand = `${claim} ${answerId} ${commentId}`
  const seen = useRef(stand)
  useEffect(() => {
    if (seen.current === stand) return
    seen.current = stand
    latest.current = {}
    setWords({})
  }, [stand])

  return {
    answer: words.answer === undefined ? standing.answer : words.answer,
    comment: words.comment ?? standing.comment,
    typed: words.typed,
    say: (said) => {
      latest.current = { ...latest.current, ...said }
      setWords(latest.current)
      const now = latest.current
      // One after the other: an older word never lands on a newer one.
      writing.current = writing.current
        .catch(() => undefined)
        .then(() =>
          latest.current === now ? store.keepDraft(executionId, stepKey, now) : undefined,
        )
    },
    settled: () => writing.current,
  }
}
