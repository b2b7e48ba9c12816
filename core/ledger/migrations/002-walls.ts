import { t } from '#kernel/data/column.ts'
import { addCheck, addColumn, change, dropCheck, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '002-walls',
  steps: [
    addColumn('ledgerAccounts', 'lowWall', t.int64().nullable()),
    addColumn('ledgerAccounts', 'highWall', t.int64().nullable()),
    change((db) =>
      db
        .updateTable('ledgerAccounts')
        .set(({ ref }) => ({ lowWall: ref('lowest'), highWall: ref('highest') }))
        .where('lowWall', 'is', null)
        .where('highWall', 'is', null)
        .execute(),
    ),
    dropCheck('ledgerAccounts', 'low'),
    dropCheck('ledgerAccounts', 'high'),
    addCheck('ledgerAccounts', 'low', 'lowWall is null or posted - heldOut >= lowWall'),
    addCheck('ledgerAccounts', 'high', 'highWall is null or posted + heldIn <= highWall'),
  ],
} satisfies Migration
