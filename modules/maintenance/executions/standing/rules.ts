/** What the events of all devices come to, step by step. The phone works it out by the same functions as the server. */
import { machine } from '#kernel/machine.ts'
import type { Answer, Step } from '../../steps/contract.ts'
import type {
  EventRefusal,
  ExecutionEvent,
  Happening,
  Lack,
  Resolution,
  StepStanding,
} from '../contract.ts'
import { canonical } from '../rules.ts'

/** An event as it is kept; one that was refused counts for nothing. */
export type Told = ExecutionEvent & { refusal?: EventRefusal | null }
type Of<Kind extends Happening['kind']> = Told & { what: Extract<Happening, { kind: Kind }> }
type Valued = Of<'answered'> | Of<'commented'>
type Field = 'answer' | 'comment'
type Claim = StepStanding['claim']

/**
 * `technician` says it by an event; `gate` is an earlier step that opens and closes. Two devices that say the same are
 * one; where they differ the more careful word counts.
 */
export const stepMachine = machine({
  name: 'step',
  states: ['pending', 'active', 'done', 'nonconform', 'skipped', 'blocked'],
  initial: 'pending',
  moves: {
    begin: { from: ['pending'], to: 'active', by: ['technician'] },
    finish: { from: ['pending', 'active', 'skipped'], to: 'done', by: ['technician'] },
    condemn: {
      from: ['pending', 'active', 'done', 'skipped'],
      to: 'nonconform',
      by: ['technician'],
    },
    skip: { from: ['pending', 'active'], to: 'skipped', by: ['technician'] },
    revise: { from: ['done', 'nonconform', 'skipped'], to: 'active', by: ['technician'] },
    block: { from: ['pending', 'active'], to: 'blocked', by: ['gate'] },
    unblock: { from: ['blocked'], to: 'pending', by: ['gate'] },
  },
})

const careful: Record<NonNullable<Claim>, number> = { skipped: 1, done: 2, nonconform: 3 }

/**
 * The same order whatever arrived first: by the devices' clocks, and within one device by its own numbers, also when
 * its clock was set back meanwhile.
 */
export function inOrder<Any extends ExecutionEvent>(events: readonly Any[]): Any[] {
  const latest = new Map<string, string>()
  const placed = events
    .toSorted((a, b) => a.sequence - b.sequence)
    .map((event) => {
      const before = latest.get(event.deviceId) ?? ''
      const at = event.deviceAt > before ? event.deviceAt : before
      latest.set(event.deviceId, at)
      return { event, at }
    })
  return placed
    .toSorted((a, b) => compare(a.at, b.at) || compare(a.event.deviceId, b.event.deviceId))
    .map(({ event }) => event)
}

// Of one device and moment they stay as they were: the sort is stable.
const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1)

/** Every step as it stands. */
export function standings(
  steps: readonly Step[],
  events: readonly Told[],
  resolutions: readonly Resolution[],
): StepStanding[] {
  const byStep = new Map<string, Told[]>()
  for (const event of inOrder(events)) {
    if (event.refusal || !('stepKey' in event.what)) continue
    const { stepKey } = event.what
    const known = byStep.get(stepKey)
    if (known) known.push(event)
    else byStep.set(stepKey, [event])
  }
  let isShut = false
  return steps.map((step) => {
    const settled = resolutions.filter((it) => it.stepKey === step.key)
    const standing = standingOf(step, byStep.get(step.key) ?? [], settled, isShut)
    if (step.isGate && standing.state !== 'done') isShut = true
    return standing
  })
}

function standingOf(
  step: Step,
  events: readonly Told[],
  resolutions: readonly Resolution[],
  isShut: boolean,
): StepStanding {
  const answer = valueOf('answer', events, resolutions)
  const comment = valueOf('comment', events, resolutions)
  const removed = new Map(
    of(events, 'photo-removed').map(({ what }) => [what.photoId, what.reason]),
  )
  const { claim, skippedFor } = claimOf(events)
  const facts = {
    stepKey: step.key,
    claim,
    answer: answer.event?.what.kind === 'answered' ? answer.event.what.answer : null,
    answerId: answer.event?.id ?? null,
    comment: comment.event?.what.kind === 'commented' ? comment.event.what.text : '',
    commentId: comment.event?.id ?? null,
    photos: of(events, 'photographed').map(({ what: { photoId, sha256, bytes, name } }) => ({
      photoId,
      sha256,
      bytes,
      name,
      removedFor: removed.get(photoId) ?? null,
    })),
    timerMs: of(events, 'timer-ended').reduce<number | null>(
      (most, { what }) => Math.max(most ?? 0, what.elapsedMs),
      null,
    ),
    skippedFor,
    conflicts: [...answer.conflict, ...comment.conflict],
  }
  const isForced = isWrong(step, facts.answer)
  const lacking = lacksOf(step, { ...facts, isForced })
  const state = stateOf(step, facts, { isForced, isDone: lacking.length === 0, isShut, events })
  const lacks: Lack[] = [
    ...(isShut ? (['gate'] as const) : []),
    ...lacking,
    ...(claim === null ? (['claim'] as const) : []),
    ...(facts.conflicts.length > 0 ? (['conflict'] as const) : []),
  ]
  return { ...facts, state, isForced, lacks }
}

type Facts = Omit<StepStanding, 'state' | 'lacks' | 'isForced'>

function stateOf(
  step: Step,
  { claim }: Pick<Facts, 'claim'>,
  at: { isForced: boolean; isDone: boolean; isShut: boolean; events: readonly Told[] },
): StepStanding['state'] {
  if (claim === 'nonconform' || (claim === 'done' && at.isForced)) return 'nonconform'
  if (claim === 'done' && at.isDone) return 'done'
  if (claim === 'skipped' && step.isSkippable) return 'skipped'
  if (at.isShut) return 'blocked'
  // Taking up again what was not begun begins nothing.
  return at.events.some(({ what }) => what.kind !== 'revised') ? 'active' : 'pending'
}

/** The last word on the whole step, and of two devices that did not hear each other the more careful one. */
function claimOf(events: readonly Told[]): { claim: Claim; skippedFor: string | null } {
  let claim: Claim = null
  let skippedFor: string | null = null
  for (const { what } of events) {
    if (what.kind === 'revised') [claim, skippedFor] = [null, null]
    if (what.kind !== 'done' && what.kind !== 'nonconform' && what.kind !== 'skipped') continue
    if (claim === null || careful[what.kind] > careful[claim]) claim = what.kind
    if (what.kind === 'skipped') skippedFor = what.reason
  }
  return { claim, skippedFor }
}

const of = <Kind extends Happening['kind']>(events: readonly Told[], kind: Kind) =>
  events.filter((it): it is Of<Kind> => it.what.kind === kind)

/** The values that no other was built on; those that lost to a person's choice are none any more. */
export function heads(
  field: Field,
  events: readonly Told[],
  resolutions: readonly Resolution[],
): Valued[] {
  const said: Valued[] = field === 'answer' ? of(events, 'answered') : of(events, 'commented')
  const built = new Set(said.map(({ what }) => what.base))
  const lost = new Set(resolutions.flatMap((it) => (it.field === field ? it.over : [])))
  return said.filter(({ id }) => !built.has(id) && !lost.has(id))
}

/** Of several values the latest is shown; that they differ is a conflict, that they say the same is none. */
function valueOf(field: Field, events: readonly Told[], resolutions: readonly Resolution[]) {
  const open = heads(field, events, resolutions)
  const differ = new Set(open.map(({ what }) => canonical(wordOf(what)))).size > 1
  return { event: open.at(-1), conflict: differ ? [field] : [] }
}

const wordOf = (what: Extract<Happening, { kind: 'answered' | 'commented' }>) =>
  what.kind === 'answered' ? what.answer : what.text

/** The answer itself says that something is not as it should be: it can only be a non-conformity. */
export function isWrong({ validation }: Step, answer: Answer | null): boolean {
  if (answer === null) return false
  if (validation.kind === 'measure' && answer.kind === 'measure') {
    const { min, max } = validation
    return (min !== null && answer.value < min) || (max !== null && answer.value > max)
  }
  if (validation.kind === 'choice' && answer.kind === 'choice')
    return validation.options.some((it) => it.key === answer.option && it.isNonconform)
  return answer.kind === 'aiCheck' && !answer.isFine
}

type Proofs = Pick<StepStanding, 'claim' | 'answer' | 'comment' | 'photos' | 'timerMs' | 'isForced'>

/** What is still to be done for what was claimed; without a claim, for «done». */
export function lacksOf(step: Step, { claim, isForced, ...facts }: Proofs): Lack[] {
  if (claim === 'skipped') return []
  const photos = facts.photos.filter((it) => it.removedFor === null).length
  if (claim === 'nonconform' || isForced) {
    const lacks: Lack[] = facts.comment.trim() === '' ? ['comment'] : []
    return photos === 0 && !step.isPhotoExempt ? [...lacks, 'evidence'] : lacks
  }
  const { validation } = step
  if (validation.kind === 'manual') return []
  if (validation.kind === 'photo') {
    if (photos < validation.min) return ['photos']
    return photos > validation.max ? ['too-many-photos'] : []
  }
  if (validation.kind === 'timer')
    return (facts.timerMs ?? -1) < validation.seconds * 1000 ? ['timer'] : []
  const { answer } = facts
  if (answer === null) return ['answer']
  if (validation.kind === 'checklist' && answer.kind === 'checklist')
    return validation.items.every(({ key }) => answer.checked.includes(key)) ? [] : ['checklist']
  if (validation.kind === 'scan' && answer.kind === 'scan')
    return validation.expected !== '' && answer.code.trim() !== validation.expected ? ['code'] : []
  return []
}

// ── what may be said next ───────────────────────────────────────────────────────────────────────

/** Words and pictures harm nobody: they are taken also while a gate is shut. */
const harmless = ['commented', 'photographed', 'photo-removed']

/** Why an event would change nothing now, by what is known before it; null: it counts. */
export function refusalOf(
  steps: readonly Step[],
  before: readonly StepStanding[],
  what: Happening,
  isKnown: (eventId: string) => boolean,
): EventRefusal | null {
  if (!('stepKey' in what)) return null
  const step = steps.find(({ key }) => key === what.stepKey)
  const standing = before.find(({ stepKey }) => stepKey === what.stepKey)
  if (!step || !standing) return 'executions/unknown-step'
  if (standing.lacks.includes('gate') && !harmless.includes(what.kind)) return 'executions/blocked'
  switch (what.kind) {
    case 'answered':
      if (!fits(step, what.answer)) return 'executions/wrong-answer'
      return what.base === null || isKnown(what.base) ? null : 'executions/unknown-base'
    case 'commented':
      return what.base === null || isKnown(what.base) ? null : 'executions/unknown-base'
    case 'photographed':
      return standing.photos.some(({ photoId }) => photoId === what.photoId)
        ? 'executions/unknown-photo'
        : null
    case 'photo-removed': {
      const photo = standing.photos.find(({ photoId }) => photoId === what.photoId)
      return photo?.removedFor === null ? null : 'executions/unknown-photo'
    }
    case 'timer-started':
    case 'timer-ended':
      return step.validation.kind === 'timer' ? null : 'executions/wrong-answer'
    case 'skipped':
      return step.isSkippable ? null : 'executions/not-skippable'
    case 'done':
      if (standing.isForced) return null
      return lacksOf(step, { ...standing, claim: 'done' }).length > 0
        ? 'executions/unsatisfied'
        : null
    default:
      return null
  }
}

/** An answer of the step's own kind, to what was asked. */
export function fits({ validation }: Step, answer: Answer): boolean {
  if (answer.kind === 'choice' && validation.kind === 'choice')
    return validation.options.some(({ key }) => key === answer.option)
  if (answer.kind === 'checklist' && validation.kind === 'checklist')
    return answer.checked.every((it) => validation.items.some(({ key }) => key === it))
  return answer.kind === validation.kind
}
