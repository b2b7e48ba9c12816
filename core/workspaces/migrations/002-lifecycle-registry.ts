import { t } from '#kernel/data/column.ts'
import { addColumn, alterColumn, createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '002-lifecycle-registry',
  steps: [
    alterColumn(
      'workspaces',
      'state',
      t.oneOf('requested', 'provisioning', 'active', 'suspended', 'cancelled', 'deleting'),
    ),
    addColumn('workspaces', 'stateReason', t.oneOf('unpaid', 'abuse', 'owner').nullable()),
    addColumn('workspaces', 'stateNote', t.string(500).nullable()),
    addColumn('workspaces', 'stateBy', t.uuid().nullable()),
    addColumn('workspaces', 'stateSince', t.instant().nullable()),
    addColumn('workspaces', 'stateUntil', t.instant().nullable().index()),
    addColumn('workspaces', 'remindedAt', t.instant().nullable()),
    createTable('tombstones', {
      id: t.uuid().primary(),
      slug: t.string(40).nullable().unique(),
      kind: t.string(20),
      createdAt: t.instant(),
      cancelledAt: t.instant().nullable(),
      deletedAt: t.instant(),
      memberCount: t.int(),
      moduleCount: t.int(),
      slugReservedUntil: t.instant(),
    }),
  ],
} satisfies Migration
