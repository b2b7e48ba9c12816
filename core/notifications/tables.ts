/** Notices stand with the member in the workspace; what crosses workspaces (rounds, devices) in the registry. */
import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'

export const noticeTables = {
  notices: table(
    {
      id: t.uuid().primary(),
      memberId: t.uuid(),
      /** Which kind: its name in a manifest. */
      notice: t.string(80),
      /** The priority's place in the list of priorities: sorted as a number. */
      rank: t.int(),
      /** The kind and what happened: told once to each member. */
      key: t.string(255),
      /** What it is about, such as a conversation: mails about one thing are gathered. */
      about: t.string(200).nullable(),
      /** Who did it: when they are forgotten, what is told of them goes too. */
      fromId: t.uuid().nullable().index(),
      facts: t.json(),
      /** In the workspace: `/exchange/transfers/…`. */
      path: t.string(500),
      state: t.oneOf('unread', 'read', 'archived'),
      createdAt: t.instant(),
      readAt: t.instant().nullable(),
      archivedAt: t.instant().nullable(),
      /** From then on it is neither listed nor counted. */
      expiresAt: t.instant().nullable(),
      mail: t.oneOf('waiting', 'sent', 'none'),
      /** The mail that told of it, and perhaps of others. */
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
  /** How somebody wants to be told; the row is also the lock of who writes them a mail. */
  noticeReaders: table({
    memberId: t.uuid().primary(),
    /** `house`: as the workspace has it; `own`: from and to as they stand here; `none`: at any hour. */
    quiet: t.oneOf('house', 'own', 'none'),
    quietFrom: t.string(5).nullable(),
    quietTo: t.string(5).nullable(),
    quietWeekend: t.boolean().default(false),
    digest: t.oneOf('daily', 'weekly'),
    /** `HH:MM` on the reader's clock. */
    digestAt: t.string(5),
  }),
  /** What somebody chose for a group of notices; null where it is as usual. */
  noticeChoices: table(
    {
      memberId: t.uuid(),
      group: t.string(80),
      mail: t.oneOf('now', 'soon', 'digest', 'never').nullable(),
      push: t.boolean().nullable(),
    },
    { primary: ['memberId', 'group'] },
  ),
  /** What the workspace chose for people of a role who have not chosen. */
  noticeRules: table(
    {
      notice: t.string(80),
      role: t.string(60),
      mail: t.oneOf('now', 'soon', 'digest', 'never'),
    },
    { primary: ['notice', 'role'] },
  ),
  /** One row: the quiet hours of the workspace. */
  noticeHouse: table({
    id: t.string(10).primary(),
    quietFrom: t.string(5).nullable(),
    quietTo: t.string(5).nullable(),
    quietWeekend: t.boolean(),
    changedAt: t.instant(),
  }),
}

export const registryTables = {
  /** When a workspace next has a mail to write: one look a minute for all of them. */
  noticeRounds: table({
    workspaceId: t.uuid().primary(),
    dueAt: t.instant().index(),
    /** Counts what was expected since, so that nothing is forgotten between a look and its end. */
    version: t.int(),
  }),
  /** Browsers that show notices while no page is open. */
  noticeDevices: table({
    id: t.uuid().primary(),
    accountId: t.uuid().index(),
    endpoint: t.text(),
    endpointDigest: t.string(64).unique(),
    /** Public key and secret of the browser (RFC 8291), base64url. */
    publicKey: t.string(100),
    secret: t.string(40),
    agent: t.string(255),
    createdAt: t.instant(),
    lastSentAt: t.instant().nullable(),
  }),
}

export type NoticeTables = DatabaseOf<typeof noticeTables>
export type NoticeRegistry = DatabaseOf<typeof registryTables>
export type NoticeRow = RowOf<typeof noticeTables.notices>
export type ReaderRow = RowOf<typeof noticeTables.noticeReaders>
