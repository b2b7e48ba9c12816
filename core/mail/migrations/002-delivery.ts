import { t } from '#kernel/data/column.ts'
import {
  addColumn,
  addIndex,
  alterColumn,
  createTable,
  type Migration,
} from '#kernel/data/migrate.ts'

export default {
  name: '002-delivery',
  steps: [
    alterColumn('mails', 'state', t.oneOf('queued', 'sent', 'failed', 'refused')), // was t.oneOf('queued', 'sent', 'failed')
    addColumn('mails', 'attempts', t.int().default(0)),
    addColumn('mails', 'reason', t.string(500).nullable()),
    addColumn('mails', 'jobId', t.uuid().nullable()),
    addIndex('mails', ['state', 'createdAt']),
    createTable('mailAddresses', {
      address: t.string().primary(),
      since: t.instant(),
      reason: t.string(500),
    }),
  ],
} satisfies Migration
