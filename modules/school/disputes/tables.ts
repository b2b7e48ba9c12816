import { type RowOf, t, table } from '#kernel/data/column.ts'

export const tables = {
  /** At most one for a transfer, which keeps who opened it, when and why. */
  disputes: table(
    {
      transferId: t.uuid().primary().references('exchangeTransfers'),
      state: t.oneOf('open', 'mediated', 'kept', 'reversed', 'adjusted'),
      openedAt: t.instant(),
      mediatorId: t.uuid().nullable().index(),
      assignedAt: t.instant().nullable(),
      settledAt: t.instant().nullable(),
      settledBy: t.uuid().nullable(),
      decision: t.string(500).nullable(),
      correctionId: t.uuid().nullable(),
    },
    { indexes: [['state', 'openedAt']] },
  ),
  disputeNotes: table(
    {
      id: t.uuid().primary(),
      transferId: t.uuid().references('disputes.transferId'),
      authorId: t.uuid().references('exchangeAccounts.memberId'),
      isInternal: t.boolean(),
      body: t.text(),
      writtenAt: t.instant(),
    },
    { indexes: [['transferId', 'writtenAt']] },
  ),
}

export type DisputeRow = RowOf<typeof tables.disputes>
