import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '001-plans',
  steps: [
    createTable('planStanding', {
      id: t.string(10).primary(),
      plan: t.string(40),
      version: t.day(),
      takenAt: t.instant(),
      nextPlan: t.string(40).nullable(),
      nextAt: t.instant().nullable(),
    }),
    createTable(
      'planCounters',
      { name: t.string(60).primary(), used: t.int(), most: t.int().nullable() },
      { checks: { counted: 'used >= 0' } },
    ),
  ],
} satisfies Migration
