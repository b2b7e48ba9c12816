import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '001-identity',
  steps: [
    createTable('accounts', {
      id: t.uuid().primary(),
      email: t.string(255).unique(),
      typedEmail: t.string(255),
      name: t.string(100),
      locale: t.string(10),
      timeZone: t.string(60),
      passwordHash: t.string(255).nullable(),
      verifiedAt: t.instant().nullable(),
      active: t.boolean().default(true),
      admin: t.boolean().default(false),
      createdAt: t.instant(),
    }),
    createTable('founding', {
      id: t.string(10).primary(),
      accountId: t.uuid(),
      foundedAt: t.instant(),
    }),
    createTable('sessions', {
      id: t.uuid().primary(),
      accountId: t.uuid().references('accounts', 'cascade'),
      kind: t.oneOf('web', 'api'),
      secretDigest: t.string(50).nullable().unique(),
      agent: t.string(255),
      address: t.string(60),
      createdAt: t.instant(),
      expiresAt: t.instant().index(),
    }),
    createTable('refreshTokens', {
      digest: t.string(50).primary(),
      sessionId: t.uuid().references('sessions', 'cascade'),
      createdAt: t.instant(),
      usedAt: t.instant().nullable(),
      expiresAt: t.instant(),
    }),
    createTable('oneTimeTokens', {
      digest: t.string(50).primary(),
      accountId: t.uuid().references('accounts', 'cascade'),
      purpose: t.oneOf('verify', 'reset'),
      expiresAt: t.instant().index(),
    }),
    createTable('attempts', {
      key: t.string(50).primary(),
      count: t.int(),
      blockedUntil: t.instant().nullable(),
      expiresAt: t.instant().index(),
    }),
    createTable(
      'identities',
      {
        provider: t.string(40),
        subject: t.string(255),
        accountId: t.uuid().references('accounts', 'cascade'),
        createdAt: t.instant(),
      },
      { primary: ['provider', 'subject'] },
    ),
    createTable('signupPasses', {
      emailDigest: t.string(50).primary(),
      until: t.instant().index(),
    }),
  ],
} satisfies Migration
