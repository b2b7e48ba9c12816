import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '001-notices-registry',
  steps: [
    createTable('noticeRounds', {
      workspaceId: t.uuid().primary(),
      dueAt: t.instant().index(),
      version: t.int(),
    }),
    createTable('noticeDevices', {
      id: t.uuid().primary(),
      accountId: t.uuid().index(),
      endpoint: t.text(),
      endpointDigest: t.string(64).unique(),
      publicKey: t.string(100),
      secret: t.string(40),
      agent: t.string(255),
      createdAt: t.instant(),
      lastSentAt: t.instant().nullable(),
    }),
  ],
} satisfies Migration
