import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '001-mail',
  steps: [
    createTable(
      'mails',
      {
        id: t.uuid().primary(),
        to: t.string(255).index(),
        locale: t.string(10),
        subject: t.string(300),
        text: t.text(),
        html: t.text(),
        state: t.oneOf('queued', 'sent', 'failed'),
        createdAt: t.instant(),
        sentAt: t.instant().nullable(),
        workspaceId: t.string(40).nullable(),
      },
      { indexes: [['createdAt']] },
    ),
  ],
} satisfies Migration
