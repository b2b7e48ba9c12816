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
      /** `failed` is tried again; `refused` is not. */
      state: t.oneOf('queued', 'sent', 'failed', 'refused'),
      createdAt: t.instant(),
      sentAt: t.instant().nullable(),
      /** Null for mails of the installation itself. */
      workspaceId: t.string(40).nullable(),
      attempts: t.int().default(0),
      /** What the last attempt heard. */
      reason: t.string(500).nullable(),
      /** The job that sends it. */
      jobId: t.uuid().nullable(),
    },
    { indexes: [['createdAt'], ['state', 'createdAt']] },
  ),
  /** Addresses that a server has refused, until a mail arrives there again. */
  mailAddresses: table({
    address: t.string(255).primary(),
    since: t.instant(),
    reason: t.string(500),
  }),
}
export type MailTables = DatabaseOf<typeof mailTables>
export type MailRow = RowOf<typeof mailTables.mails>
