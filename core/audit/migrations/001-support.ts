import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '001-support',
  steps: [
    createTable('supportAccess', {
      id: t.int().primary(),
      grantedBy: t.uuid(),
      reason: t.string(500),
      mayWrite: t.boolean(),
      grantedAt: t.instant(),
      expiresAt: t.instant(),
      endedAt: t.instant().nullable(),
    }),
  ],
} satisfies Migration
