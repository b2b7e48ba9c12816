import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '004-domains-registry',
  steps: [
    createTable('domains', {
      workspaceId: t.uuid().primary().references('workspaces', 'cascade'),
      domain: t.string(253),
      token: t.string(60),
      state: t.oneOf('pending', 'verified', 'failing'),
      heldDomain: t.string(253).nullable().unique(),
      createdAt: t.instant(),
      checkedAt: t.instant().nullable(),
      finding: t.oneOf('absent', 'wrong', 'unreachable', 'right').nullable(),
      failingSince: t.instant().nullable(),
    }),
  ],
} satisfies Migration
