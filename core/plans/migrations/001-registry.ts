import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '001-registry',
  steps: [
    createTable(
      'planAccountCounters',
      { accountId: t.uuid(), name: t.string(60), used: t.int() },
      { primary: ['accountId', 'name'], checks: { counted: 'used >= 0' } },
    ),
  ],
} satisfies Migration
