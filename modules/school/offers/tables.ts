import { type RowOf, t, table } from '#kernel/data/column.ts'
import { categories } from './contract.ts'

export const tables = {
  exchangeOffers: table(
    {
      id: t.uuid().primary(),
      ownerId: t.uuid().references('exchangeAccounts.memberId'),
      title: t.string(200),
      description: t.text(),
      folded: t.text(),
      category: t.oneOf(...categories),
      unitsPerHour: t.int(),
      state: t.oneOf('draft', 'active', 'paused', 'archived'),
      createdAt: t.instant(),
      updatedAt: t.instant(),
    },
    // An hour of anybody's work is worth the same.
    { indexes: [['state', 'createdAt']], checks: { equalHours: 'unitsPerHour = 60' } },
  ),
}

export type OfferRow = RowOf<typeof tables.exchangeOffers>
