import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '004-advice',
  steps: [
    createTable(
      'adviceAnalyses',
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
        ownerId: t.uuid().nullable(),
        fileId: t.uuid(),
        words: t.string(1000),
        executionId: t.uuid().nullable().index(),
        stepKey: t.string(40).nullable(),
        findings: t.json<object>().nullable(),
        corrected: t.json<object>().nullable(),
        isDanger: t.boolean(),
        suggestions: t.json<object>(),
        fault: t.string(40).nullable(),
        decidedBy: t.uuid().nullable(),
        decidedAt: t.instant().nullable(),
        note: t.string(1000),
        createdAt: t.instant(),
        changedAt: t.instant(),
      },
      { indexes: [['ownerId', 'createdAt'], ['createdAt']] },
    ),
  ],
} satisfies Migration
