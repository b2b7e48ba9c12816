import { t } from '#kernel/data/column.ts'
import { addCheck, addColumn, addIndex, addUnique, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '002-visitors',
  steps: [
    addColumn('tickets', 'visitorId', t.uuid().nullable()),
    addColumn('tickets', 'erasedAt', t.instant().nullable()),
    addCheck('tickets', 'asker', 'requesterId is null or visitorId is null'),
    addIndex('tickets', ['visitorId']),
    addUnique('tickets', ['conversationId']),
  ],
} satisfies Migration
