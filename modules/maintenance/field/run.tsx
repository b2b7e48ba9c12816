/** One execution as the phone knows it: what was done here, with what the server told of others. */
import type { KeptEvent, StepStanding } from '../executions/contract.ts'
import { isRunning } from '../executions/rules.ts'
import { standings, type Told } from '../executions/standing/rules.ts'
import type { Carried, Item, Kept, Vouched } from './rows.tsx'
import { isWaiting, type Tally } from './rules.ts'
import type { FieldStore } from './store.tsx'

export type Run = {
  carried: Carried
  items: readonly Item[]
  steps: readonly StepStanding[]
  events: readonly Told[]
  tally: Tally
  /** Of somebody else: it is read here, and carried out by them. */
  isMine: boolean
  /** The technician has said that it is finished, and nobody has said otherwise. */
  isFinished: boolean
  /** The end, when it was refused: it is told why, and the work goes on. */
  refusedEnd: Item | undefined
  /** Something may still be said of it: it was begun, and nobody has ended it. */
  isOpen: boolean
  isPaused: boolean
  vouched: readonly Vouched[]
}

export async function loadRun(store: FieldStore, executionId: string): Promise<Run | null> {
  const [carried, kept, items, vouched] = await Promise.all([
    store.carried(executionId),
    store.eventsOf(executionId),
    store.itemsOf(executionId),
    store.vouched(),
  ])
  if (!carried) return null
  const mine = vouched.filter((it) => it.executionId === executionId)
  return runOf(carried, kept, items, mine)
}

function runOf(
  carried: Carried,
  kept: readonly Kept[],
  items: readonly Item[],
  vouched: readonly Vouched[],
): Run {
  const events = together(kept, carried.told?.events ?? [], items)
  const state = carried.told?.execution.state
  const isBegun = carried.startedAt !== null || (state !== undefined && state !== 'planned')
  const isMine = carried.told?.execution.isMine ?? true
  const isOver = state !== undefined && state !== 'planned' && !isRunning(state)
  const refusedEnd = items.find((it) => it.kind === 'complete' && it.state === 'rejected')
  const isGivenUp = items.some((it) => it.kind === 'complete' && it.state === 'discarded')
  const isFinished = carried.isFinished && !refusedEnd && !isGivenUp
  const steps = standings(carried.steps, events, carried.told?.resolutions ?? [])
  const conflicts = steps.filter((it) => it.conflicts.length > 0).length
  return {
    carried,
    items,
    steps,
    events,
    tally: { ...tallyOf(kept, items, vouched), conflicts },
    isMine,
    isFinished,
    refusedEnd,
    isOpen: isMine && isBegun && !isOver && !isFinished,
    isPaused: isPaused(events),
    vouched,
  }
}

/** Each event once: what the server says of it counts before what the phone knows. */
function together(
  kept: readonly Kept[],
  told: readonly KeptEvent[],
  items: readonly Item[],
): Told[] {
  const states = new Map(items.map((it) => [it.id, it]))
  const all = new Map<string, Told>()
  for (const { id, event } of kept) {
    const item = states.get(id)
    const isRefused = item?.state === 'rejected' || item?.state === 'discarded'
    all.set(id, isRefused ? { ...event, refusal: 'executions/unsatisfied' } : event)
  }
  for (const it of told) all.set(it.id, it)
  return [...all.values()]
}

function isPaused(events: readonly Told[]): boolean {
  const last = events
    .filter((it) => !it.refusal && (it.what.kind === 'paused' || it.what.kind === 'resumed'))
    .toSorted((a, b) => (a.deviceAt < b.deviceAt ? -1 : 1))
    .at(-1)
  return last?.what.kind === 'paused'
}

/** What the bar says: an answer is whatever was said of a step, a photo is a photo. */
export function tallyOf(
  kept: readonly Kept[],
  items: readonly Item[],
  vouched: readonly Vouched[],
): Omit<Tally, 'conflicts'> {
  const count = (wanted: (it: Item) => boolean) => items.filter(wanted).length
  const answers = kept.filter(({ event: { what } }) => said.has(what.kind)).length
  const isProved = count((it) => it.state === 'acknowledged' || it.state === 'conflict') === 0
  return {
    answers,
    photos: kept.filter(({ event }) => event.what.kind === 'photographed').length,
    waiting: count((it) => isWaiting(it.state)),
    rejected:
      count((it) => it.state === 'rejected') + vouched.filter((it) => it.differs.length > 0).length,
    certified: isProved,
  }
}

const said = new Set(['answered', 'commented', 'done', 'nonconform', 'skipped', 'revised'])
