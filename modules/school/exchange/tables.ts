import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import type { tables as disputes } from '../disputes/tables.ts'
import type { tables as groups } from '../groups/tables.ts'
import type { tables as membership } from '../membership/tables.ts'
import { tables as offers } from '../offers/tables.ts'
import { transferKinds } from './contract.ts'

export const tables = {
  /** The member's place in the exchange, with a copy of the name: lists never read another part's rows. */
  exchangeAccounts: table(
    {
      memberId: t.uuid().primary(),
      /** The person's account in the installation; null once the person was erased. */
      accountId: t.uuid().nullable().index(),
      /** Opened with the grant when the membership becomes active for the first time. */
      ledgerAccountId: t.uuid().nullable().unique(),
      name: t.string(200),
      /** The name without capitals and accents: sorted and searched alike on three engines. */
      folded: t.string(200),
      /** May give, receive and be found: what `membership` says, as lists ask it. */
      active: t.boolean(),
      joinedAt: t.instant(),
      membership: t.oneOf('invited', 'active', 'suspended', 'leaving', 'left').default('active'),
      /** Belongs to the workspace; who left only the exchange still does. */
      present: t.boolean().default(true),
      suspendedFor: t.oneOf('charter', 'decision').nullable(),
      suspensionReason: t.string(500).nullable(),
      feePaidOn: t.day().nullable(),
    },
    {
      indexes: [
        ['active', 'folded'],
        ['membership', 'folded'],
      ],
    },
  ),
  ...offers,
  exchangeTransfers: table(
    {
      /** Also the id of its transfer in the ledger. */
      id: t.uuid().primary(),
      kind: t.oneOf(...transferKinds),
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
      checks: {
        amount: "units >= 1 and (units <= 600 or kind = 'return' or kind = 'write-off')",
        sides: 'payerId <> receiverId',
      },
    },
  ),
}

/** Its features work on each other's rows: a membership ends transfers, a dispute corrects one. */
export type ExchangeTables = DatabaseOf<
  typeof tables & typeof membership & typeof disputes & typeof groups
>
/** Somebody's place in the exchange, also before it has units. */
export type ParticipantRow = RowOf<typeof tables.exchangeAccounts>
/** Of somebody who has been active, so that there is an account in the ledger. */
export type AccountRow = ParticipantRow & { ledgerAccountId: string }
export type TransferRow = RowOf<typeof tables.exchangeTransfers>
