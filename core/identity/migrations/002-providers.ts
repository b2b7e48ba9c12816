import { t } from '#kernel/data/column.ts'
import { addColumn, createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '002-providers',
  steps: [
    addColumn('identities', 'email', t.string(255).nullable()),
    addColumn('identities', 'lastUsedAt', t.instant().nullable()),
    createTable('providerFlows', {
      digest: t.string(50).primary(),
      provider: t.string(20),
      accountId: t.uuid().nullable().references('accounts', 'cascade'),
      returnTo: t.string(500),
      locale: t.string(10),
      isFounding: t.boolean(),
      expiresAt: t.instant().index(),
    }),
  ],
} satisfies Migration
