import { t, table } from '#kernel/data/column.ts'

export const joiningTables = {
  /** One row, once somebody chose: how people come in. Without it: by invitation. */
  joiningRules: table({
    id: t.string(10).primary(),
    mode: t.oneOf('closed', 'invitation', 'request', 'open'),
    /** Open only to addresses of these domains; empty: to all. */
    mailDomains: t.json<string[]>(),
    changedAt: t.instant(),
  }),
  /** One row per person, however often they ask. */
  joinRequests: table(
    {
      id: t.uuid().primary(),
      accountId: t.uuid().unique(),
      name: t.string(100),
      email: t.string(255),
      locale: t.string(10),
      message: t.string(500),
      state: t.oneOf('pending', 'approved', 'refused'),
      roles: t.json<string[]>(),
      /** Said to the person when refused. */
      reason: t.string(500).nullable(),
      decidedBy: t.uuid().nullable(),
      createdAt: t.instant(),
      decidedAt: t.instant().nullable(),
    },
    { indexes: [['state', 'createdAt']] },
  ),
}
