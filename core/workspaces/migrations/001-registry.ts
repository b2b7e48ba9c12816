import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '001-registry',
  steps: [
    createTable('workspaces', {
      id: t.uuid().primary(),
      slug: t.string(40).unique(),
      name: t.string(100),
      kind: t.string(20),
      state: t.oneOf('provisioning', 'active', 'suspended', 'cancelled', 'deleting'),
      namespace: t.string(48).unique(),
      placement: t.string(40).default('default'),
      locale: t.string(10),
      timeZone: t.string(60),
      modules: t.json(),
      createdBy: t.uuid().index(),
      createdAt: t.instant(),
    }),
    createTable(
      'memberships',
      {
        accountId: t.uuid(),
        workspaceId: t.uuid().references('workspaces', 'cascade'),
        roles: t.json(),
      },
      { primary: ['accountId', 'workspaceId'] },
    ),
  ],
} satisfies Migration
