import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '001-ledger',
  steps: [
    createTable(
      'ledgerAccounts',
      {
        id: t.uuid().primary(),
        book: t.string(40),
        owner: t.string(64),
        posted: t.int64().default(0),
        heldOut: t.int64().default(0),
        heldIn: t.int64().default(0),
        lowest: t.int64().nullable(),
        highest: t.int64().nullable(),
        openedAt: t.instant(),
      },
      {
        uniques: [['book', 'owner']],
        checks: {
          low: 'lowest is null or posted - heldOut >= lowest',
          high: 'highest is null or posted + heldIn <= highest',
          held: 'heldOut >= 0 and heldIn >= 0',
        },
      },
    ),
    createTable(
      'ledgerTransfers',
      {
        id: t.uuid().primary(),
        book: t.string(40).index(),
        debitAccountId: t.uuid().references('ledgerAccounts'),
        creditAccountId: t.uuid().references('ledgerAccounts'),
        units: t.int64(),
        state: t.oneOf('held', 'settled', 'released'),
        reference: t.string(100),
        createdAt: t.instant(),
        resolvedAt: t.instant().nullable(),
        reverses: t.uuid().nullable().unique(),
      },
      { checks: { positive: 'units > 0', sides: 'debitAccountId <> creditAccountId' } },
    ),
  ],
} satisfies Migration
