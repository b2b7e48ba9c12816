/** What stands between an execution and its end: the first step in the way, and why. The phone asks the same first. */
import type { Problem } from '#kernel/contract.ts'
import type { Step } from '../../steps/contract.ts'
import {
  AnswerMissing,
  CommentMissing,
  ConflictOpen,
  FilesMissing,
  GateOpen,
  PhotosMissing,
  StepOpen,
  type StepStanding,
} from '../contract.ts'

/** The first thing in the way, in the order of the steps; bytes that are still under way come last. */
export function hindranceOf(
  steps: readonly Step[],
  standings: readonly StepStanding[],
  isHere: (photoId: string) => boolean,
): Problem | null {
  const byKey = new Map(standings.map((it) => [it.stepKey, it]))
  const all = steps.map((step, i) => ({
    step,
    standing: byKey.get(step.key)!,
    facts: { stepKey: step.key, position: i + 1, title: step.title },
  }))
  for (const { step, standing, facts } of all) {
    const found = inTheWay(step, standing, facts)
    if (found) return found
  }
  for (const { standing, facts } of all) {
    const missing = standing.photos.filter((it) => !it.removedFor && !isHere(it.photoId)).length
    if (missing > 0) return FilesMissing({ ...facts, missing })
  }
  return null
}

type OfStep = { stepKey: string; position: number; title: string }

function inTheWay(step: Step, standing: StepStanding, facts: OfStep): Problem | null {
  const { state, lacks, claim, photos } = standing
  if (lacks.includes('conflict')) return ConflictOpen(facts)
  const isOpen = state !== 'done' && state !== 'nonconform' && state !== 'skipped'
  const matters = step.isRequired || step.isGate || claim !== null
  if (state === 'nonconform' || (isOpen && matters)) {
    const here = photos.filter((it) => it.removedFor === null).length
    if (lacks.includes('photos') && step.validation.kind === 'photo')
      return PhotosMissing({ ...facts, missing: step.validation.min - here })
    if (lacks.includes('comment')) return CommentMissing(facts)
    if (lacks.includes('evidence')) return PhotosMissing({ ...facts, missing: 1 })
    if (lacks.some((it) => unanswered.includes(it))) return AnswerMissing(facts)
  }
  if (step.isGate && state !== 'done') return GateOpen(facts)
  return isOpen && matters ? StepOpen(facts) : null
}

const unanswered: StepStanding['lacks'] = [
  'answer',
  'checklist',
  'code',
  'timer',
  'too-many-photos',
]
