import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '001-anchors-registry',
  steps: [
    createTable(
      'auditAnchors',
      {
        workspaceId: t.string(60),
        sequence: t.int64(),
        hash: t.string(64),
        anchoredAt: t.instant(),
      },
      { primary: ['workspaceId', 'sequence'] },
    ),
  ],
} satisfies Migration
