import { t } from '#kernel/data/column.ts'
import { addColumn, createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '004-account',
  steps: [
    addColumn('accounts', 'firstName', t.string(100).nullable()),
    addColumn('accounts', 'lastName', t.string(100).nullable()),
    addColumn('accounts', 'phone', t.string(40).nullable()),
    addColumn('sessions', 'lastSeenAt', t.instant().nullable()),
    createTable('addressChanges', {
      accountId: t.uuid().primary().references('accounts', 'cascade'),
      id: t.uuid().unique(),
      email: t.string(255),
      typedEmail: t.string(255),
      sessionId: t.uuid(),
      oldConfirmedAt: t.instant().nullable(),
      newConfirmedAt: t.instant().nullable(),
      createdAt: t.instant(),
      expiresAt: t.instant().index(),
    }),
    createTable('apiTokens', {
      id: t.uuid().primary(),
      accountId: t.uuid().references('accounts', 'cascade'),
      digest: t.string(50).unique(),
      name: t.string(100),
      workspaceId: t.uuid().nullable(),
      access: t.oneOf('read', 'write', 'chosen'),
      permissions: t.json<string[]>(),
      createdAt: t.instant(),
      expiresAt: t.instant().nullable(),
      lastSeenAt: t.instant().nullable(),
    }),
    createTable('departures', {
      accountId: t.uuid().primary().references('accounts', 'cascade'),
      askedAt: t.instant(),
      doneUntil: t.uuid().nullable(),
      farewellAt: t.instant().nullable(),
    }),
  ],
} satisfies Migration
