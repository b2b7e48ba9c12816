import { type DatabaseOf, t, table } from '#kernel/data/column.ts'

export const tables = {
  badgeCodes: table(
    {
      id: t.uuid().primary(),
      /** SHA-256 of the secret: who reads the table can pay nobody with it. */
      digest: t.string(64).unique(),
      memberId: t.uuid().references('exchangeAccounts.memberId'),
      units: t.int().nullable(),
      reason: t.string(200),
      createdAt: t.instant(),
      expiresAt: t.instant().index(),
      /** Who paid a code with an amount; such a code pays once. */
      usedBy: t.uuid().nullable(),
    },
    { checks: { amount: 'units is null or (units >= 1 and units <= 600)' } },
  ),
  badgePayments: table({
    transferId: t.uuid().primary().references('exchangeTransfers'),
    codeId: t.uuid().references('badgeCodes', 'cascade'),
  }),
}

export type BadgeTables = DatabaseOf<typeof tables>
