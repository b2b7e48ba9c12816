/** What lies in the phone's database. */
import type { ExecutionEvent, Package } from '../executions/contract.ts'
import type { Step } from '../steps/contract.ts'
import type { QueueState } from './rules.ts'

/** A procedure as it was published, to begin work with where no network is. */
export type Kit = {
  /** The version's. */
  id: string
  procedureId: string
  number: number
  title: string
  category: string
  steps: Step[]
  fetchedAt: number
}

/** An execution on this phone: the steps it was begun with stay, whatever becomes of the procedure. */
export type Carried = {
  id: string
  title: string
  version: number
  versionId: string
  steps: Step[]
  place: string
  createdAt: number
  /** Begun on this phone, with or without a network. */
  startedAt: string | null
  siteId?: string
  equipmentId?: string
  /** The technician has said that it is finished. */
  isFinished: boolean
  /** What the server has told last; null until it has. */
  told: Package | null
  toldAt: number
}

export type Kept = { id: string; executionId: string; event: ExecutionEvent }

export type Photo = {
  id: string
  executionId: string
  stepKey: string
  name: string
  type: string
  sha256: string
  bytes: ArrayBuffer
  at: number
}

/** `start` and `complete` are wishes; an event and a photo have the id of what they bring. */
export type Item = {
  id: string
  executionId: string
  kind: 'start' | 'event' | 'photo' | 'complete'
  state: QueueState
  /** Of the execution, counted up: what was done first goes first. */
  order: number
  /** The Idempotency-Key: the same until something was answered. */
  key: string
  failures: number
  nextAt: number
  savedAt: number
  /** Why it was refused: the code of a problem, and what it says besides. */
  code: string | null
  facts: Record<string, unknown>
  /** Of a photo: how much of it is there. */
  bytes: number
  sent: number
  discardedFor: string | null
}

/** What the server has vouched for; the phone has counted the same. */
export type Vouched = {
  /** Execution and device. */
  id: string
  executionId: string
  deviceId: string
  events: number
  digest: string
  files: { photoId: string; sha256: string }[]
  issuedAt: string
  /** What the last one said that the phone does not: it was refused. */
  differs: string[]
}

export type Draft = { id: string; value: unknown; at: number }
export type Setting = { id: string; value: unknown }
/** A picture of a procedure's step. */
export type Picture = { id: string; bytes: ArrayBuffer; type: string; name: string }

export const startId = (executionId: string) => `start ${executionId}`
export const completeId = (executionId: string) => `complete ${executionId}`
export const draftId = (executionId: string, stepKey: string) => `${executionId} ${stepKey}`
