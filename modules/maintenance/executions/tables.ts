import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import type { Answer } from '../steps/contract.ts'
import type { Happening } from './contract.ts'

type Side = { answer: Answer | null; comment: string }
export type AmendedStep = { stepKey: string; before: Side; after: Side }

export const tables = {
  /** A procedure carried out. Its version never changes; what its events come to is written beside it, to be counted. */
  executions: table(
    {
      id: t.uuid().primary(),
      state: t.oneOf('planned', 'in_progress', 'paused', 'completed', 'abandoned', 'amended'),
      procedureId: t.uuid().references('procedures'),
      versionId: t.uuid().references('procedureVersions'),
      /** The member who does it; null when they were forgotten. */
      ownerId: t.uuid().nullable(),
      siteId: t.uuid().references('sites').nullable(),
      equipmentId: t.uuid().references('siteEquipment').nullable(),
      plannedOn: t.day().nullable(),
      plannedFrom: t.string(5).nullable(),
      plannedUntil: t.string(5).nullable(),
      startedAt: t.instant().nullable(),
      completedAt: t.instant().nullable(),
      /** Why it was abandoned. */
      reason: t.string(500).nullable(),
      /** Its place in lists: begun, or planned. */
      listedAt: t.instant(),
      createdAt: t.instant(),
      /** One more with everything that changes: what a phone knows it by. */
      revision: t.int(),
      stepCount: t.int(),
      settledCount: t.int(),
      nonconformCount: t.int(),
      conflictCount: t.int(),
      eventCount: t.int(),
    },
    {
      indexes: [
        ['listedAt'],
        ['state', 'listedAt'],
        ['ownerId', 'listedAt'],
        ['siteId', 'listedAt'],
        ['equipmentId', 'listedAt'],
        ['procedureId', 'listedAt'],
        ['plannedOn', 'state'],
      ],
    },
  ),
  /** Whoever had it in hand once: their phone may still have something to say. */
  executionHands: table(
    {
      executionId: t.uuid().references('executions', 'cascade'),
      memberId: t.uuid().index(),
      since: t.instant(),
    },
    { primary: ['executionId', 'memberId'] },
  ),
  /** One row per step of the version from the start on. */
  executionSteps: table(
    {
      executionId: t.uuid().references('executions', 'cascade'),
      stepId: t.uuid().references('procedureSteps'),
      stepKey: t.string(40),
      place: t.int(),
      state: t.oneOf('pending', 'active', 'done', 'nonconform', 'skipped', 'blocked'),
      changedAt: t.instant(),
    },
    { primary: ['executionId', 'stepId'], indexes: [['state', 'changedAt']] },
  ),
  /** Added and never changed. `link` is the chain of its device up to here. */
  executionEvents: table(
    {
      id: t.uuid().primary(),
      executionId: t.uuid().references('executions', 'cascade'),
      deviceId: t.uuid(),
      sequence: t.int(),
      memberId: t.uuid().nullable(),
      deviceAt: t.instant(),
      steadyMs: t.int(),
      stepKey: t.string(40).nullable(),
      what: t.json<Happening>(),
      receivedAt: t.instant(),
      /** The device's clock minus ours when it sent. */
      driftMs: t.int64(),
      link: t.string(64),
      /** Why it changes nothing; null for what counts. */
      refusal: t.string(40).nullable(),
    },
    {
      uniques: [['executionId', 'deviceId', 'sequence']],
      indexes: [['executionId', 'receivedAt']],
    },
  ),
  /** Announced by an event; the bytes come by themselves, as a file with the same id. */
  executionPhotos: table({
    id: t.uuid().primary(),
    executionId: t.uuid().references('executions', 'cascade'),
    stepKey: t.string(40),
    sha256: t.string(64),
    bytes: t.int(),
    state: t.oneOf('awaited', 'here', 'refused'),
    isRemoved: t.boolean(),
    arrivedAt: t.instant().nullable(),
  }),
  /** When it was really worked on. */
  executionIntervals: table({
    id: t.uuid().primary(),
    executionId: t.uuid().references('executions', 'cascade'),
    memberId: t.uuid().nullable().index(),
    startedAt: t.instant(),
    endedAt: t.instant().nullable(),
  }),
  /** Two values from the same base: both stay, a person says which holds. */
  executionConflicts: table(
    {
      id: t.uuid().primary(),
      executionId: t.uuid().references('executions', 'cascade'),
      stepKey: t.string(40),
      field: t.oneOf('answer', 'comment'),
      state: t.oneOf('open', 'resolved', 'gone'),
      choiceId: t.uuid().nullable(),
      /** The events that lost. */
      over: t.json<string[]>(),
      resolvedBy: t.uuid().nullable(),
      resolvedAt: t.instant().nullable(),
      note: t.string(500),
      createdAt: t.instant(),
    },
    { indexes: [['executionId', 'state']] },
  ),
  /** Beside what was completed, which stays as it is. */
  executionAmendments: table({
    id: t.uuid().primary(),
    executionId: t.uuid().references('executions', 'cascade'),
    memberId: t.uuid().nullable(),
    reason: t.string(500),
    changes: t.json<AmendedStep[]>(),
    amendedAt: t.instant(),
  }),
}

export type ExecutionTables = DatabaseOf<typeof tables>
export type ExecutionRow = RowOf<typeof tables.executions>
export type EventRow = RowOf<typeof tables.executionEvents>
export type PhotoRow = RowOf<typeof tables.executionPhotos>
export type ConflictRow = RowOf<typeof tables.executionConflicts>
export type AmendmentRow = RowOf<typeof tables.executionAmendments>
