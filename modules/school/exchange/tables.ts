import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import { categories } from './contract.ts'

export const tables = {
  /** The member's place in the exchange, with a copy of the name: lists never read another part's rows. */
  exchangeAccounts: table(
    {
      memberId: t.uuid().primary(),
      /** The person's account in the installation; null once the person was erased. */
      accountId: t.uuid().nullable().index(),
      ledgerAccountId: t.uuid().unique(),
      name: t.string(200),
      /** The name without capitals and accents: sorted and searched alike on three engines. */
      folded: t.string(200),
      active: t.boolean(),
      joinedAt: t.instant(),
    },
    { indexes: [['active', 'folded']] },
  ),
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
  exchangeTransfers: table(
    {
      /** Also the id of its transfer in the ledger. */
      id: t.uuid().primary(),
      kind: t.oneOf('payment', 'request', 'grant', 'return', 'reversal'),
      state: t.oneOf('pending', 'completed', 'rejected', 'cancelled', 'expired', 'reversed'),
      /** Null is the community. */
      payerId: t.uuid().nullable().references('exchangeAccounts.memberId'),
      receiverId: t.uuid().nullable().references('exchangeAccounts.memberId'),
      initiator: t.oneOf('payer', 'receiver'),
      units: t.int(),
      reason: t.string(500),
      offerId: t.uuid().nullable().references('exchangeOffers'),
      createdAt: t.instant(),
      expiresAt: t.instant().nullable(),
      resolvedAt: t.instant().nullable(),
      note: t.string(500).nullable(),
      payerBalance: t.int().nullable(),
      receiverBalance: t.int().nullable(),
      disputedAt: t.instant().nullable(),
      disputedBy: t.uuid().nullable(),
      disputeReason: t.string(500).nullable(),
      reversesId: t.uuid().nullable().unique(),
      reversedById: t.uuid().nullable(),
    },
    {
      indexes: [
        ['state', 'expiresAt'],
        ['createdAt', 'id'],
      ],
      checks: { amount: 'units >= 1 and units <= 600', sides: 'payerId <> receiverId' },
    },
  ),
}

export type ExchangeTables = DatabaseOf<typeof tables>
export type AccountRow = RowOf<typeof tables.exchangeAccounts>
export type OfferRow = RowOf<typeof tables.exchangeOffers>
export type TransferRow = RowOf<typeof tables.exchangeTransfers>
