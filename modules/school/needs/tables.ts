import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import { categories } from '../offers/contract.ts'

export const tables = {
  needs: table(
    {
      id: t.uuid().primary(),
      ownerId: t.uuid().references('exchangeAccounts.memberId'),
      title: t.string(200),
      description: t.text(),
      /** Title and description without capitals and accents. */
      folded: t.text(),
      category: t.oneOf(...categories),
      /** Parts of the week that suit, as bits (agenda/rules.ts); none: any. */
      slots: t.int(),
      untilDay: t.day().nullable(),
      /** What a list sorts by: `untilDay`, or the day on which the need expires. */
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
  needsAnswers: table(
    {
      id: t.uuid().primary(),
      needId: t.uuid().references('needs'),
      helperId: t.uuid().references('exchangeAccounts.memberId'),
      message: t.string(1000),
      /** The moment the helper proposes, if any. */
      startsAt: t.instant().nullable(),
      state: t.oneOf('offered', 'accepted', 'declined', 'withdrawn'),
      createdAt: t.instant(),
      updatedAt: t.instant(),
    },
    { uniques: [['needId', 'helperId']] },
  ),
}

export type NeedsTables = DatabaseOf<typeof tables>
export type NeedRow = RowOf<typeof tables.needs>
export type AnswerRow = RowOf<typeof tables.needsAnswers>
