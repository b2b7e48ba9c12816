import { t } from '#kernel/data/column.ts'
import { addColumn, createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '021-traces-registry',
  steps: [
    addColumn('workspaces', 'tracedAt', t.instant().nullable()),
    createTable(
      'accountTraces',
      {
        accountId: t.uuid(),
        workspaceId: t.uuid().references('workspaces', 'cascade'),
      },
      { primary: ['accountId', 'workspaceId'] },
    ),
  ],
} satisfies Migration
