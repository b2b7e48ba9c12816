import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '003-reports',
  steps: [
    createTable(
      'reports',
      {
        id: t.uuid().primary(),
        executionId: t.uuid(),
        number: t.int(),
        state: t.oneOf('making', 'ready', 'failed'),
        progress: t.int(),
        ownerId: t.uuid().nullable().index(),
        technician: t.string(120),
        title: t.string(200),
        version: t.int(),
        site: t.string(200).nullable(),
        equipment: t.string(300).nullable(),
        completedAt: t.instant().nullable(),
        steps: t.int(),
        nonconform: t.int(),
        photos: t.int(),
        askedAt: t.instant(),
        jsonId: t.uuid(),
        pdfId: t.uuid(),
        jsonBytes: t.int().nullable(),
        pdfBytes: t.int().nullable(),
        pages: t.int().nullable(),
        digest: t.string(64).nullable(),
        fault: t.string(60).nullable(),
      },
      {
        uniques: [['executionId', 'number']],
        indexes: [['askedAt']],
        checks: { progress: 'progress >= 0 and progress <= 100' },
      },
    ),
    createTable(
      'reportLinks',
      {
        id: t.uuid().primary(),
        reportId: t.uuid().references('reports', 'cascade'),
        name: t.string(120),
        createdBy: t.uuid().nullable(),
        createdAt: t.instant(),
        expiresAt: t.instant(),
        revokedAt: t.instant().nullable(),
        opened: t.int(),
        openedAt: t.instant().nullable(),
      },
      { indexes: [['reportId', 'createdAt']] },
    ),
    createTable(
      'reportVisits',
      {
        id: t.uuid().primary(),
        linkId: t.uuid().references('reportLinks', 'cascade'),
        reportId: t.uuid(),
        what: t.oneOf('page', 'pdf', 'json'),
        at: t.instant(),
      },
      { indexes: [['reportId', 'at']] },
    ),
  ],
} satisfies Migration
