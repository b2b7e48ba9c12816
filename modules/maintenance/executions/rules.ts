/** What phone and server must count alike: canonical text, the chain of hashes, states, time, changed versions. */
import { machine } from '#kernel/machine.ts'
import type { Step } from '../steps/contract.ts'
import { DRIFT_MS, type ExecutionEvent, type ExecutionState, type Newer } from './contract.ts'

/** JSON with the keys of every object in order, so that the same event is the same text everywhere. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join()}}`
}

/**
 * The chain of a device begins with whom and what it is about: no chain fits another execution. Its digest is that of
 * the last link; without any event, the hash of this beginning.
 */
export const chainStart = (executionId: string, deviceId: string) => `${executionId} ${deviceId}`

/** What is hashed (SHA-256, hexadecimal) to get the next link. */
export const chainLink = (previous: string, event: ExecutionEvent) =>
  `${previous}\n${canonical(event)}`

/** `owner` is the technician whose execution it is; `supervisor` may act in anybody's. */
export const executionMachine = machine({
  name: 'execution',
  states: ['planned', 'in_progress', 'paused', 'completed', 'abandoned', 'amended'],
  initial: 'planned',
  moves: {
    start: { from: ['planned'], to: 'in_progress', by: ['owner'] },
    pause: { from: ['in_progress'], to: 'paused', by: ['owner', 'supervisor'] },
    resume: { from: ['paused'], to: 'in_progress', by: ['owner', 'supervisor'] },
    complete: { from: ['in_progress'], to: 'completed', by: ['owner', 'supervisor'] },
    abandon: { from: ['in_progress', 'paused'], to: 'abandoned', by: ['owner', 'supervisor'] },
    // A record beside it: what was completed stays as it is. Further ones leave the state.
    amend: { from: ['completed'], to: 'amended', by: ['supervisor'] },
  },
})

/** Somebody works at it: events are taken over, it can change hands. */
export const isRunning = (state: ExecutionState) => state === 'in_progress' || state === 'paused'

/** The device's clock, put right by what it was off when it sent; never after the server had it. */
export function trueMoment(deviceAt: string, driftMs: number, receivedAt: Date): Date {
  const isWrong = Math.abs(driftMs) > DRIFT_MS
  const at = Date.parse(deviceAt) - (isWrong ? driftMs : 0)
  return new Date(Math.min(at, receivedAt.getTime()))
}

type Interval = { startedAt: Date | string; endedAt: Date | string | null }

/** What was really worked: pauses are no work, and neither is what is counted twice. */
export function workingMs(intervals: readonly Interval[], now: Date): number {
  const spans = intervals
    .map(({ startedAt, endedAt }) => [
      Number(new Date(startedAt)),
      Number(endedAt === null ? now : new Date(endedAt)),
    ])
    .toSorted(([a], [b]) => a! - b!)
  let total = 0
  let until = -Infinity
  for (const [start, end] of spans as [number, number][]) {
    total += Math.max(0, end - Math.max(start, until))
    until = Math.max(until, end)
  }
  return total
}

/** The steps that matter for safety and are not what they were: gates and critical ones, by their keys. */
export function criticalChanges(before: readonly Step[], after: readonly Step[]): StepChange[] {
  const matters = (it: Step | undefined) => it !== undefined && (it.isGate || it.isCritical)
  const was = new Map(before.map((it) => [it.key, it]))
  const is = new Map(after.map((it) => [it.key, it]))
  const keys = [...new Set([...was.keys(), ...is.keys()])]
  return keys.flatMap((stepKey): StepChange[] => {
    const [old, now] = [was.get(stepKey), is.get(stepKey)]
    if (!matters(old) && !matters(now)) return []
    const { title } = (now ?? old)!
    const sides = { stepKey, title, before: old ?? null, after: now ?? null }
    if (!old) return [{ ...sides, change: 'added' }]
    if (!now) return [{ ...sides, change: 'removed' }]
    return canonical(said(old)) === canonical(said(now)) ? [] : [{ ...sides, change: 'changed' }]
  })
}

type StepChange = Newer['changes'][number]

/** What a technician reads and does; the page it was imported from is not. */
const said = ({ sourcePage: _, ...rest }: Step) => rest
