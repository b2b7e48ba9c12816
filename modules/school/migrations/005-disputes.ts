import { t } from '#kernel/data/column.ts'
import { change, createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '005-disputes',
  steps: [
    createTable(
      'disputes',
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
    createTable(
      'disputeNotes',
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
    // Those that were a flag on their transfer.
    change(async (db) => {
      const flagged = await db
        .selectFrom('exchangeTransfers')
        .select(['id', 'state', 'disputedAt', 'reversedById'])
        .where('disputedAt', 'is not', null)
        .where('id', 'not in', db.selectFrom('disputes').select('transferId'))
        .execute()
      for (const { id, state, disputedAt, reversedById } of flagged) {
        const isUndone = state === 'reversed'
        const row = {
          transferId: id,
          state: isUndone ? 'reversed' : 'open',
          openedAt: disputedAt,
          settledAt: isUndone ? disputedAt : null,
          correctionId: isUndone ? reversedById : null,
        }
        await db.insertInto('disputes').values(row).execute()
      }
    }),
  ],
} satisfies Migration
