import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '003-joining',
  steps: [
    createTable('joiningRules', {
      id: t.string(10).primary(),
      mode: t.oneOf('closed', 'invitation', 'request', 'open'),
      mailDomains: t.json(),
      changedAt: t.instant(),
    }),
    createTable(
      'joinRequests',
      {
        id: t.uuid().primary(),
        accountId: t.uuid().unique(),
        name: t.string(100),
        email: t.string(255),
        locale: t.string(10),
        message: t.string(500),
        state: t.oneOf('pending', 'approved', 'refused'),
        roles: t.json(),
        reason: t.string(500).nullable(),
        decidedBy: t.uuid().nullable(),
        createdAt: t.instant(),
        decidedAt: t.instant().nullable(),
      },
      { indexes: [['state', 'createdAt']] },
    ),
  ],
} satisfies Migration
