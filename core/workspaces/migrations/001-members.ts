import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '001-members',
  steps: [
    createTable(
      'members',
      {
        id: t.uuid().primary(),
        accountId: t.uuid().unique(),
        name: t.string(100),
        sortName: t.string(200).default(''),
        email: t.string(255),
        roles: t.json(),
        roleRank: t.int().default(0),
        active: t.boolean().default(true),
        joinedAt: t.instant(),
        leftAt: t.instant().nullable(),
      },
      { indexes: [['sortName', 'id'], ['roleRank']] },
    ),
    createTable('invitations', {
      id: t.uuid().primary(),
      digest: t.string(50).nullable().unique(),
      email: t.string(255).unique(),
      typedEmail: t.string(255),
      roles: t.json(),
      invitedBy: t.uuid().references('members', 'cascade'),
      createdAt: t.instant(),
      expiresAt: t.instant().index(),
    }),
  ],
} satisfies Migration
