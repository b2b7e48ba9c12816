import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import type { StepKind, Validation } from '../steps/contract.ts'

export const stepKinds = [
  'manual',
  'photo',
  'measure',
  'choice',
  'checklist',
  'text',
  'signature',
  'scan',
  'timer',
  'aiCheck',
] as const satisfies readonly StepKind[]

export const tables = {
  /** What a list shows is the published version's, or the draft's while nothing was published. */
  procedures: table(
    {
      id: t.uuid().primary(),
      state: t.oneOf('active', 'archived'),
      title: t.string(200),
      /** The title without capitals and accents: what lists are sorted by. */
      sortTitle: t.string(200),
      description: t.text(),
      category: t.string(80),
      stepCount: t.int(),
      publishedId: t.uuid().nullable(),
      publishedNumber: t.int().nullable(),
      lastNumber: t.int(),
      /** Member who began it; null when they were forgotten. */
      authorId: t.uuid().nullable(),
      createdAt: t.instant(),
      changedAt: t.instant(),
    },
    {
      indexes: [
        ['state', 'sortTitle'],
        ['state', 'changedAt'],
        ['state', 'category'],
      ],
    },
  ),
  /** Written until it is published, never again after. */
  procedureVersions: table(
    {
      id: t.uuid().primary(),
      procedureId: t.uuid().references('procedures'),
      number: t.int(),
      state: t.oneOf('draft', 'in_review', 'published', 'superseded', 'retracted'),
      /** The procedure while this is its version in work, else null: there is one at most. */
      openOf: t.uuid().nullable().unique(),
      /** The procedure while this is its published version, else null: there is one at most. */
      publishedOf: t.uuid().nullable().unique(),
      title: t.string(200),
      description: t.text(),
      category: t.string(80),
      tags: t.json<string[]>(),
      equipment: t.json<string[]>(),
      stepCount: t.int(),
      /** What its author says has changed. */
      note: t.text(),
      /** Counts how often it was saved: whoever saves names the one they read. */
      revision: t.int(),
      /** The document it was read from; empty when it was written here. */
      sourceName: t.string(255),
      authorId: t.uuid().nullable(),
      /** Who wrote last: where four eyes are asked, somebody else publishes. */
      lastAuthorId: t.uuid().nullable(),
      reviewerId: t.uuid().nullable(),
      /** Why it was sent back, or retracted. */
      comment: t.text(),
      createdAt: t.instant(),
      changedAt: t.instant(),
      submittedAt: t.instant().nullable(),
      publishedAt: t.instant().nullable(),
      endedAt: t.instant().nullable(),
    },
    { uniques: [['procedureId', 'number']], indexes: [['state', 'submittedAt']] },
  ),
  /** An execution points at the row; `key` is the same step in every version. */
  procedureSteps: table(
    {
      id: t.uuid().primary(),
      versionId: t.uuid().references('procedureVersions', 'cascade'),
      key: t.string(40),
      place: t.int(),
      title: t.string(200),
      description: t.text(),
      instructions: t.text(),
      kind: t.oneOf(...stepKinds),
      validation: t.json<Validation>(),
      isGate: t.boolean(),
      isCritical: t.boolean(),
      isRequired: t.boolean(),
      isSkippable: t.boolean(),
      isPhotoExempt: t.boolean(),
      fileIds: t.json<string[]>(),
      sourcePage: t.int().nullable(),
    },
    {
      uniques: [
        ['versionId', 'key'],
        ['versionId', 'place'],
      ],
    },
  ),
  procedureLabels: table(
    {
      procedureId: t.uuid().references('procedures', 'cascade'),
      kind: t.oneOf('tag', 'equipment'),
      folded: t.string(80),
      name: t.string(80),
    },
    { primary: ['procedureId', 'kind', 'folded'], indexes: [['kind', 'folded']] },
  ),
  /** Pictures and files that the steps of a procedure may show; a copy of a procedure shows the same. */
  procedureFiles: table(
    {
      procedureId: t.uuid().references('procedures', 'cascade'),
      fileId: t.uuid().index(),
      name: t.string(255),
      kind: t.string(20),
      type: t.string(100),
      bytes: t.int64(),
    },
    { primary: ['procedureId', 'fileId'] },
  ),
  /** One row, or none while the house has chosen nothing. */
  procedureSettings: table({
    id: t.string(20).primary(),
    needsFourEyes: t.boolean(),
    /** What becomes of running executions of a retracted version. */
    onRetract: t.oneOf('warn', 'block'),
  }),
  procedureImports: table({
    id: t.uuid().primary(),
    fileId: t.uuid(),
    name: t.string(255),
    state: t.oneOf('queued', 'reading', 'done', 'failed'),
    /** Of a hundred. */
    progress: t.int(),
    /** The code of what was wrong with the document. */
    fault: t.string(60).nullable(),
    procedureId: t.uuid().nullable(),
    versionId: t.uuid().nullable(),
    ownerId: t.uuid().index(),
    createdAt: t.instant(),
    changedAt: t.instant(),
  }),
}

export type ProceduresTables = DatabaseOf<typeof tables>
export type ProcedureRow = RowOf<typeof tables.procedures>
export type VersionRow = RowOf<typeof tables.procedureVersions>
export type StepRow = RowOf<typeof tables.procedureSteps>
export type FileRow = RowOf<typeof tables.procedureFiles>
export type ImportRow = RowOf<typeof tables.procedureImports>
