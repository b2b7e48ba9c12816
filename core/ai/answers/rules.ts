/** The life of an answer. Runs in both. */
import { machine, type StateOf } from '#kernel/machine.ts'

/** `person` asked; `worker` is the job that talks with the model. */
export const answerMachine = machine({
  name: 'answer-of-assistant',
  states: ['queued', 'streaming', 'complete', 'interrupted', 'failed', 'refused'],
  initial: 'queued',
  moves: {
    start: { from: ['queued'], to: 'streaming', by: ['worker'] },
    finish: { from: ['streaming'], to: 'complete', by: ['worker'] },
    stop: { from: ['queued', 'streaming'], to: 'interrupted', by: ['person'] },
    /** The provider fell silent in the middle, or the process that wrote ended. */
    cut: { from: ['streaming'], to: 'interrupted', by: ['worker'] },
    fail: { from: ['queued', 'streaming'], to: 'failed', by: ['worker'] },
    /** No credits, no budget, or the provider will not answer this. */
    refuse: { from: ['queued', 'streaming'], to: 'refused', by: ['worker'] },
    retry: { from: ['interrupted', 'failed', 'refused'], to: 'queued', by: ['person'] },
  },
})

export type AnswerState = StateOf<typeof answerMachine>
export const isOver = (state: AnswerState) => state !== 'queued' && state !== 'streaming'

/** The name of an event in a stream: the attempt, and the last chunk that was received. */
export const eventId = (attempt: number, seq: number) => `${attempt}.${seq}`

/** Nonsense is the beginning. */
export function placeIn(id: string | undefined): { attempt: number; seq: number } {
  const [, attempt, seq] = /^(\d{1,9})\.(\d{1,9})$/.exec(id ?? '') ?? []
  return { attempt: Number(attempt ?? 0), seq: Number(seq ?? 0) }
}
