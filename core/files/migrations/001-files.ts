import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

/** The same tables in each workspace and in the registry. */
export default {
  name: '001-files',
  steps: [
    createTable(
      'files',
      {
        id: t.uuid().primary(),
        purpose: t.string(60),
        name: t.string(255),
        ownerId: t.uuid(),
        accountId: t.uuid().index(),
        state: t.oneOf('uploading', 'scanning', 'ready', 'quarantined', 'deleted'),
        kind: t.oneOf('document', 'image', 'audio', 'video', 'archive', 'other'),
        type: t.string(100),
        bytes: t.int64(),
        received: t.int64(),
        sha256: t.string(64).nullable().index(),
        usedBy: t.string(100).nullable(),
        fault: t.string(60).nullable(),
        createdAt: t.instant(),
        changedAt: t.instant(),
        keptUntil: t.instant().nullable(),
      },
      {
        indexes: [['state', 'changedAt']],
        checks: { whole: 'received >= 0 and received <= bytes' },
      },
    ),
    createTable(
      'filePieces',
      {
        fileId: t.uuid().references('files', 'cascade'),
        start: t.int64(),
        bytes: t.int64(),
        key: t.string(200),
      },
      { primary: ['fileId', 'start'] },
    ),
    createTable('fileBlobs', {
      sha256: t.string(64).primary(),
      bytes: t.int64(),
      key: t.string(200).unique(),
      createdAt: t.instant(),
    }),
    createTable(
      'fileVariants',
      {
        sha256: t.string(64).references('fileBlobs.sha256', 'cascade'),
        name: t.string(20),
        key: t.string(200),
        bytes: t.int64(),
        type: t.string(100),
        width: t.int(),
        height: t.int(),
      },
      { primary: ['sha256', 'name'] },
    ),
    createTable('fileLeftovers', { key: t.string(200).primary(), since: t.instant().index() }),
    createTable('fileLinks', {
      id: t.uuid().primary(),
      fileId: t.uuid().references('files', 'cascade'),
      memberId: t.uuid(),
      accountId: t.uuid().index(),
      variant: t.string(20),
      createdAt: t.instant(),
      expiresAt: t.instant(),
      usedAt: t.instant().nullable(),
    }),
    createTable('filePublications', {
      key: t.string(43).primary(),
      fileId: t.uuid().references('files', 'cascade'),
      variant: t.string(20),
      publishedBy: t.uuid(),
      publishedAt: t.instant(),
    }),
  ],
} satisfies Migration
