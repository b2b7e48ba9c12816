import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '003-needs',
  steps: [
    createTable(
      'needs',
      {
        id: t.uuid().primary(),
        ownerId: t.uuid().references('exchangeAccounts.memberId'),
        title: t.string(200),
        description: t.text(),
        folded: t.text(),
        category: t.oneOf(
          'homework',
          'sewing',
          'pool-lifts',
          'bicycle-repair',
          'plants',
          'translation',
          'moving',
          'computers',
          'cooking',
          'childminding',
          'gardening',
          'music',
        ),
        slots: t.int(),
        untilDay: t.day().nullable(),
        dueDay: t.day(),
        units: t.int().nullable(),
        urgent: t.boolean(),
        helpersWanted: t.int(),
        helpersFound: t.int(),
        state: t.oneOf('open', 'matched', 'closed', 'expired'),
        createdAt: t.instant(),
        updatedAt: t.instant(),
        expiresAt: t.instant(),
        remindedAt: t.instant().nullable(),
      },
      {
        indexes: [
          ['state', 'createdAt'],
          ['state', 'dueDay'],
          ['state', 'expiresAt'],
        ],
        checks: {
          amount: 'units is null or (units >= 1 and units <= 600)',
          wanted: 'helpersWanted >= 1 and helpersWanted <= 20',
          found: 'helpersFound >= 0 and helpersFound <= helpersWanted',
        },
      },
    ),
    createTable(
      'needsAnswers',
      {
        id: t.uuid().primary(),
        needId: t.uuid().references('needs'),
        helperId: t.uuid().references('exchangeAccounts.memberId'),
        message: t.string(1000),
        startsAt: t.instant().nullable(),
        state: t.oneOf('offered', 'accepted', 'declined', 'withdrawn'),
        createdAt: t.instant(),
        updatedAt: t.instant(),
      },
      { uniques: [['needId', 'helperId']] },
    ),
  ],
} satisfies Migration
