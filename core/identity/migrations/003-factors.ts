import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '003-factors',
  steps: [
    createTable('codeApps', {
      accountId: t.uuid().primary().references('accounts', 'cascade'),
      sealedSecret: t.string(255),
      lastStep: t.int64(),
      createdAt: t.instant(),
      confirmedAt: t.instant().nullable(),
    }),
    createTable('recoveryCodes', {
      digest: t.string(50).primary(),
      accountId: t.uuid().references('accounts', 'cascade'),
      createdAt: t.instant(),
    }),
    createTable('pendingLogins', {
      digest: t.string(50).primary(),
      accountId: t.uuid().references('accounts', 'cascade'),
      expiresAt: t.instant().index(),
    }),
    createTable('passkeys', {
      id: t.uuid().primary(),
      accountId: t.uuid().references('accounts', 'cascade'),
      credentialDigest: t.string(50).unique(),
      credentialId: t.text(),
      publicKey: t.text(),
      counter: t.int64(),
      transports: t.string(100),
      synced: t.boolean(),
      name: t.string(60),
      createdAt: t.instant(),
      lastUsedAt: t.instant().nullable(),
    }),
    createTable('challenges', {
      digest: t.string(50).primary(),
      purpose: t.oneOf('register', 'enter'),
      accountId: t.uuid().nullable().references('accounts', 'cascade'),
      expiresAt: t.instant().index(),
    }),
  ],
} satisfies Migration
