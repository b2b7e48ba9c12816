import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'

export const reportTables = {
  messageReports: table(
    {
      id: t.uuid().primary(),
      /** One message is reported once: it is hidden from then on. */
      messageId: t.uuid().references('messages', 'cascade'),
      /** The participant who found it wrong. */
      reporterId: t.uuid().references('conversationParticipants', 'cascade'),
      reason: t.string(500),
      /** What was reported, also when its author takes it back. */
      body: t.text(),
      state: t.oneOf('open', 'kept', 'removed', 'withdrawn'),
      createdAt: t.instant(),
      decidedBy: t.uuid().nullable(),
      decidedAt: t.instant().nullable(),
    },
    { uniques: [['messageId']], indexes: [['state', 'createdAt']] },
  ),
}

export type ReportTables = DatabaseOf<typeof reportTables>
export type ReportRow = RowOf<typeof reportTables.messageReports>
