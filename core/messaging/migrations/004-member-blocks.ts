import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '004-member-blocks',
  steps: [
    createTable(
      'memberBlocks',
      {
        blockerId: t.uuid(),
        blockedId: t.uuid().index(),
        since: t.instant(),
      },
      { primary: ['blockerId', 'blockedId'], checks: { two: 'blockerId <> blockedId' } },
    ),
  ],
} satisfies Migration
