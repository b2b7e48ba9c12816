import { t, table } from '#kernel/data/column.ts'

export const traceTables = {
  /** Where an account may be known: it was a member, asked to be one, or did something there. Never too few rows. */
  accountTraces: table(
    {
      accountId: t.uuid(),
      workspaceId: t.uuid().references('workspaces', 'cascade'),
    },
    { primary: ['accountId', 'workspaceId'] },
  ),
}
