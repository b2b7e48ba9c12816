import { type DatabaseOf, t, table } from '#kernel/data/column.ts'

export const tables = {
  /** What a member was last told: one mail each time a balance crosses, not one per transfer. */
  exchangeWarnings: table({
    memberId: t.uuid().primary().references('exchangeAccounts.memberId'),
    warning: t.oneOf('none', 'low', 'high'),
    changedAt: t.instant(),
  }),
}

export type WarningTables = DatabaseOf<typeof tables>
