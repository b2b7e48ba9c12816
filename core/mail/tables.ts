import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'

export const mailTables = {
  mails: table(
    {
      /** The id of the event that queued it: a second delivery finds it here. */
      id: t.uuid().primary(),
      to: t.string(255).index(),
      locale: t.string(10),
      subject: t.string(300),
      text: t.text(),
      html: t.text(),
      state: t.oneOf('queued', 'sent', 'failed'),
      createdAt: t.instant(),
      sentAt: t.instant().nullable(),
      /** Null for mails of the installation itself. */
      workspaceId: t.string(40).nullable(),
    },
    { indexes: [['createdAt']] },
  ),
}
export type MailTables = DatabaseOf<typeof mailTables>
export type MailRow = RowOf<typeof mailTables.mails>
