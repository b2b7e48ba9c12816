import { type DatabaseOf, t, table } from '#kernel/data/column.ts'

export const tables = {
  ledgerAccounts: table(
    {
      id: t.uuid().primary(),
      /** Accounts of one book add up to zero; transfers stay within their book. */
      book: t.string(40),
      /** Whose it is, in the words of the part that opened it; unique in its book. */
      owner: t.string(64),
      posted: t.int64().default(0),
      heldOut: t.int64().default(0),
      heldIn: t.int64().default(0),
      lowest: t.int64().nullable(),
      highest: t.int64().nullable(),
      /** How far the account has been allowed to go: its limits, or where it stood beyond them. */
      lowWall: t.int64().nullable(),
      highWall: t.int64().nullable(),
      openedAt: t.instant(),
    },
    {
      uniques: [['book', 'owner']],
      // The last wall: whatever the code does, no account goes further than it was allowed to.
      checks: {
        low: 'lowWall is null or posted - heldOut >= lowWall',
        high: 'highWall is null or posted + heldIn <= highWall',
        held: 'heldOut >= 0 and heldIn >= 0',
      },
    },
  ),
  ledgerTransfers: table(
    {
      id: t.uuid().primary(),
      book: t.string(40).index(),
      debitAccountId: t.uuid().references('ledgerAccounts'),
      creditAccountId: t.uuid().references('ledgerAccounts'),
      units: t.int64(),
      state: t.oneOf('held', 'settled', 'released'),
      /** What it is for, in the words of the part that wrote it. */
      reference: t.string(100),
      createdAt: t.instant(),
      resolvedAt: t.instant().nullable(),
      reverses: t.uuid().nullable().unique(),
    },
    { checks: { positive: 'units > 0', sides: 'debitAccountId <> creditAccountId' } },
  ),
}

export type LedgerTables = DatabaseOf<typeof tables>
