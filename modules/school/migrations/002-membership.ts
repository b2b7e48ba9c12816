import { t } from '#kernel/data/column.ts'
import {
  addCheck,
  addColumn,
  addIndex,
  alterColumn,
  change,
  createTable,
  dropCheck,
  type Migration,
} from '#kernel/data/migrate.ts'

export default {
  name: '002-membership',
  steps: [
    alterColumn('exchangeAccounts', 'ledgerAccountId', t.uuid().nullable().unique()),
    addColumn(
      'exchangeAccounts',
      'membership',
      t.oneOf('invited', 'active', 'suspended', 'leaving', 'left').default('active'),
    ),
    addColumn('exchangeAccounts', 'present', t.boolean().default(true)),
    addColumn('exchangeAccounts', 'suspendedFor', t.oneOf('charter', 'decision').nullable()),
    addColumn('exchangeAccounts', 'suspensionReason', t.string(500).nullable()),
    addColumn('exchangeAccounts', 'feePaidOn', t.day().nullable()),
    // Who left before is looked at once more: a debt keeps the membership open.
    change((db) =>
      db
        .updateTable('exchangeAccounts')
        .set({ membership: 'leaving', present: false })
        .where('active', '=', false)
        .where('membership', '=', 'active')
        .execute(),
    ),
    addIndex('exchangeAccounts', ['membership', 'folded']),
    alterColumn(
      'exchangeTransfers',
      'kind',
      t.oneOf('payment', 'request', 'grant', 'return', 'reversal', 'adjustment', 'write-off'),
    ),
    dropCheck('exchangeTransfers', 'amount'),
    addCheck(
      'exchangeTransfers',
      'amount',
      "units >= 1 and (units <= 600 or kind = 'return' or kind = 'write-off')",
    ),
    createTable('membershipSettings', {
      id: t.string(20).primary(),
      needsOffer: t.boolean(),
      feeCents: t.cents().nullable(),
      lowestBound: t.int(),
      highestBound: t.int(),
    }),
    createTable('charterVersions', {
      version: t.int().primary(),
      texts: t.json(),
      writtenAt: t.instant(),
      publishedAt: t.instant().nullable(),
      dueAt: t.instant().nullable(),
    }),
    createTable(
      'charterAcceptances',
      {
        memberId: t.uuid().references('exchangeAccounts.memberId'),
        version: t.int().references('charterVersions.version'),
        acceptedAt: t.instant(),
      },
      { primary: ['memberId', 'version'] },
    ),
  ],
} satisfies Migration
