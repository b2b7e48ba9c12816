import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '004-groups',
  steps: [
    createTable(
      'groupExchanges',
      {
        id: t.uuid().primary(),
        kind: t.oneOf('course', 'hands'),
        state: t.oneOf('draft', 'open', 'closed', 'cancelled', 'expired'),
        title: t.string(200),
        minutes: t.int(),
        least: t.int(),
        organiserId: t.uuid().references('exchangeAccounts.memberId'),
        hostId: t.uuid().references('exchangeAccounts.memberId'),
        createdAt: t.instant(),
        expiresAt: t.instant().nullable(),
        resolvedAt: t.instant().nullable(),
      },
      {
        indexes: [
          ['state', 'expiresAt'],
          ['createdAt', 'id'],
        ],
        checks: { minutes: 'minutes >= 1 and minutes <= 600', least: 'least >= 1' },
      },
    ),
    createTable(
      'groupParticipants',
      {
        id: t.uuid().primary(),
        groupId: t.uuid().references('groupExchanges'),
        memberId: t.uuid().references('exchangeAccounts.memberId'),
        position: t.int(),
        state: t.oneOf('invited', 'confirmed', 'declined'),
        holdId: t.uuid().nullable(),
        heldUnits: t.int().default(0),
        answeredAt: t.instant().nullable(),
        transferId: t.uuid().nullable().unique().references('exchangeTransfers'),
      },
      { uniques: [['groupId', 'memberId']] },
    ),
    createTable(
      'badgeCodes',
      {
        id: t.uuid().primary(),
        digest: t.string(64).unique(),
        memberId: t.uuid().references('exchangeAccounts.memberId'),
        units: t.int().nullable(),
        reason: t.string(200),
        createdAt: t.instant(),
        expiresAt: t.instant().index(),
        usedBy: t.uuid().nullable(),
      },
      { checks: { amount: 'units is null or (units >= 1 and units <= 600)' } },
    ),
    createTable('badgePayments', {
      transferId: t.uuid().primary().references('exchangeTransfers'),
      codeId: t.uuid().references('badgeCodes', 'cascade'),
    }),
    createTable('exchangeWarnings', {
      memberId: t.uuid().primary().references('exchangeAccounts.memberId'),
      warning: t.oneOf('none', 'low', 'high'),
      changedAt: t.instant(),
    }),
  ],
} satisfies Migration
