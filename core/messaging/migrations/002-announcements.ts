import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '002-announcements',
  steps: [
    createTable(
      'announcements',
      {
        id: t.uuid().primary(),
        authorId: t.uuid().index().nullable(),
        state: t.oneOf('draft', 'to-validate', 'scheduled', 'sent', 'cancelled'),
        audience: t.oneOf('everybody', 'team', 'members'),
        texts: t.json(),
        urgent: t.boolean(),
        asksUnderstood: t.boolean(),
        wishedAt: t.instant().nullable(),
        sendsAt: t.instant().nullable(),
        sentAt: t.instant().nullable(),
        refusal: t.string(500).nullable(),
        decidedBy: t.uuid().nullable(),
        version: t.int(),
        correctsId: t.uuid().unique().nullable(),
        correctedById: t.uuid().nullable(),
        remindedOn: t.day().nullable(),
        createdAt: t.instant(),
        changedAt: t.instant(),
      },
      {
        indexes: [['state', 'sendsAt']],
        checks: { numbered: 'version >= 1', timed: "state <> 'scheduled' or sendsAt is not null" },
      },
    ),
    createTable(
      'announcementRecipients',
      {
        id: t.uuid().primary(),
        announcementId: t.uuid().references('announcements', 'cascade'),
        memberId: t.uuid(),
        sentAt: t.instant(),
        deliveredAt: t.instant().nullable(),
        readAt: t.instant().nullable(),
        understoodAt: t.instant().nullable(),
        sms: t.oneOf('none', 'waiting', 'sent', 'failed'),
      },
      { indexes: [['memberId', 'sentAt']], uniques: [['announcementId', 'memberId']] },
    ),
    createTable(
      'announcementFiles',
      {
        announcementId: t.uuid().references('announcements', 'cascade'),
        fileId: t.uuid().unique(),
        position: t.int(),
        name: t.string(),
        kind: t.string(20),
        type: t.string(100),
        bytes: t.int64(),
      },
      { primary: ['announcementId', 'fileId'] },
    ),
    createTable('announcementRules', {
      id: t.string(10).primary(),
      quietFrom: t.string(5),
      quietUntil: t.string(5),
      quietWeekends: t.boolean(),
      schoolCalendar: t.oneOf('be-fr', 'be-nl').nullable(),
      needsApproval: t.boolean(),
      changedAt: t.instant(),
    }),
  ],
} satisfies Migration
