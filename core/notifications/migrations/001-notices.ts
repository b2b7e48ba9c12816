import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '001-notices',
  steps: [
    createTable(
      'notices',
      {
        id: t.uuid().primary(),
        memberId: t.uuid(),
        notice: t.string(80),
        rank: t.int(),
        key: t.string(255),
        about: t.string(200).nullable(),
        fromId: t.uuid().nullable().index(),
        facts: t.json(),
        path: t.string(500),
        state: t.oneOf('unread', 'read', 'archived'),
        createdAt: t.instant(),
        readAt: t.instant().nullable(),
        archivedAt: t.instant().nullable(),
        expiresAt: t.instant().nullable(),
        mail: t.oneOf('waiting', 'sent', 'none'),
        mailId: t.uuid().nullable().index(),
        mailedAt: t.instant().nullable(),
      },
      {
        uniques: [['memberId', 'key']],
        indexes: [
          ['memberId', 'state', 'rank', 'createdAt'],
          ['memberId', 'createdAt'],
          ['memberId', 'about', 'mailedAt'],
          ['mail', 'memberId'],
          ['createdAt'],
        ],
      },
    ),
    createTable('noticeReaders', {
      memberId: t.uuid().primary(),
      quiet: t.oneOf('house', 'own', 'none'),
      quietFrom: t.string(5).nullable(),
      quietTo: t.string(5).nullable(),
      quietWeekend: t.boolean().default(false),
      digest: t.oneOf('daily', 'weekly'),
      digestAt: t.string(5),
    }),
    createTable(
      'noticeChoices',
      {
        memberId: t.uuid(),
        group: t.string(80),
        mail: t.oneOf('now', 'soon', 'digest', 'never').nullable(),
        push: t.boolean().nullable(),
      },
      { primary: ['memberId', 'group'] },
    ),
    createTable(
      'noticeRules',
      {
        notice: t.string(80),
        role: t.string(60),
        mail: t.oneOf('now', 'soon', 'digest', 'never'),
      },
      { primary: ['notice', 'role'] },
    ),
    createTable('noticeHouse', {
      id: t.string(10).primary(),
      quietFrom: t.string(5).nullable(),
      quietTo: t.string(5).nullable(),
      quietWeekend: t.boolean(),
      changedAt: t.instant(),
    }),
  ],
} satisfies Migration
