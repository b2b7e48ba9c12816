import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import type { Findings, Suggestion } from './contract.ts'

export const tables = {
  adviceAnalyses: table(
    {
      id: t.uuid().primary(),
      state: t.oneOf(
        'uploaded',
        'queued',
        'analysing',
        'proposed',
        'accepted',
        'corrected',
        'rejected',
        'failed',
      ),
      /** Who asked; null when they were forgotten. */
      ownerId: t.uuid().nullable(),
      fileId: t.uuid(),
      words: t.string(1000),
      executionId: t.uuid().nullable().index(),
      stepKey: t.string(40).nullable(),
      findings: t.json<Findings>().nullable(),
      corrected: t.json<Findings>().nullable(),
      isDanger: t.boolean(),
      suggestions: t.json<Suggestion[]>(),
      fault: t.string(40).nullable(),
      decidedBy: t.uuid().nullable(),
      decidedAt: t.instant().nullable(),
      note: t.string(1000),
      createdAt: t.instant(),
      changedAt: t.instant(),
    },
    { indexes: [['ownerId', 'createdAt'], ['createdAt']] },
  ),
}

export type AdviceTables = DatabaseOf<typeof tables>
export type AnalysisRow = RowOf<typeof tables.adviceAnalyses>
