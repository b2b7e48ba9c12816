import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '003-visitors',
  steps: [
    createTable('visitors', {
      id: t.uuid().primary(),
      name: t.string(100),
      email: t.string(),
      address: t.string().index(),
      language: t.oneOf('fr', 'nl', 'en'),
      verifiedAt: t.instant().nullable(),
      createdAt: t.instant(),
    }),
    createTable(
      'visitorConversations',
      {
        id: t.uuid().primary(),
        conversationId: t.uuid().unique(),
        visitorId: t.uuid().references('visitors', 'cascade'),
        state: t.oneOf('waiting', 'answered', 'closed', 'spam'),
        assigneeId: t.uuid().index().nullable(),
        lastAt: t.instant(),
        mailedAt: t.instant().nullable(),
        mailDueAt: t.instant().index().nullable(),
        createdAt: t.instant(),
      },
      { indexes: [['state', 'lastAt'], ['lastAt']] },
    ),
    createTable(
      'visitorCodes',
      {
        address: t.string().primary(),
        digest: t.string(50),
        tries: t.int(),
        sentAt: t.instant(),
        expiresAt: t.instant().index(),
      },
      { checks: { tried: 'tries >= 0 and tries <= 5' } },
    ),
    createTable('visitorSessions', {
      digest: t.string(50).primary(),
      address: t.string().index(),
      verified: t.boolean(),
      visitorId: t.uuid().nullable(),
      expiresAt: t.instant().index(),
    }),
    createTable('visitorBlocks', {
      address: t.string().primary(),
      verified: t.boolean(),
      blockedBy: t.uuid().nullable(),
      createdAt: t.instant(),
    }),
    createTable(
      'visitorRules',
      {
        id: t.string(10).primary(),
        isOpen: t.boolean(),
        keptMonths: t.int(),
        changedAt: t.instant(),
      },
      { checks: { kept: 'keptMonths >= 1 and keptMonths <= 120' } },
    ),
  ],
} satisfies Migration
