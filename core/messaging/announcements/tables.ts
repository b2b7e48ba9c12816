import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import { announcementStates, audienceNames, type Wordings } from './rules.ts'
import { schoolCalendars } from '../school-holidays/rules.ts'

export const announcementTables = {
  announcements: table(
    {
      id: t.uuid().primary(),
      /** The member who wrote it; null: the account was erased. */
      authorId: t.uuid().nullable().index(),
      state: t.oneOf(...announcementStates),
      audience: t.oneOf(...audienceNames),
      /** One title and body for each language it is written in. */
      texts: t.json<Wordings>(),
      /** Leaves at any hour, by mail and SMS as well. */
      urgent: t.boolean(),
      /** Readers are asked for their «lu et compris». */
      asksUnderstood: t.boolean(),
      /** Not before this moment, as its author wishes. */
      wishedAt: t.instant().nullable(),
      /** When it leaves; known once it is scheduled. */
      sendsAt: t.instant().nullable(),
      sentAt: t.instant().nullable(),
      /** Why it came back from the head. */
      refusal: t.string(500).nullable(),
      decidedBy: t.uuid().nullable(),
      /** 2 and more: puts right the one before it. One correction each. */
      version: t.int(),
      correctsId: t.uuid().nullable().unique(),
      correctedById: t.uuid().nullable(),
      /** The day on which those who have not read were last reminded, on the workspace's wall. */
      remindedOn: t.day().nullable(),
      createdAt: t.instant(),
      changedAt: t.instant(),
    },
    {
      indexes: [['state', 'sendsAt']],
      checks: { numbered: 'version >= 1', timed: "state <> 'scheduled' or sendsAt is not null" },
    },
  ),
  /** Who receives it, fixed at the moment it leaves. */
  announcementRecipients: table(
    {
      /** What the SMS provider knows it by. */
      id: t.uuid().primary(),
      announcementId: t.uuid().references('announcements', 'cascade'),
      memberId: t.uuid(),
      sentAt: t.instant(),
      deliveredAt: t.instant().nullable(),
      readAt: t.instant().nullable(),
      understoodAt: t.instant().nullable(),
      /** `none`: not to be sent, or no number is known. */
      sms: t.oneOf('none', 'waiting', 'sent', 'failed'),
    },
    {
      uniques: [['announcementId', 'memberId']],
      indexes: [['memberId', 'sentAt']],
    },
  ),
  announcementFiles: table(
    {
      announcementId: t.uuid().references('announcements', 'cascade'),
      fileId: t.uuid().unique(),
      position: t.int(),
      name: t.string(255),
      kind: t.string(20),
      type: t.string(100),
      bytes: t.int64(),
    },
    { primary: ['announcementId', 'fileId'] },
  ),
  /** One row, once somebody chose. */
  announcementRules: table({
    id: t.string(10).primary(),
    quietFrom: t.string(5),
    quietUntil: t.string(5),
    quietWeekends: t.boolean(),
    schoolCalendar: t.oneOf(...schoolCalendars).nullable(),
    needsApproval: t.boolean(),
    changedAt: t.instant(),
  }),
}

export type AnnouncementTables = DatabaseOf<typeof announcementTables>
export type AnnouncementRow = RowOf<typeof announcementTables.announcements>
export type RecipientRow = RowOf<typeof announcementTables.announcementRecipients>
