/** Rows of the account area: a change of address under way, tokens of scripts, accounts that are leaving. */
import { t, table } from '#kernel/data/column.ts'

export const accountAreaTables = {
  /** At most one per account. The links are derived from its id: the newest change has the only links that work. */
  addressChanges: table({
    accountId: t.uuid().primary().references('accounts', 'cascade'),
    id: t.uuid().unique(),
    email: t.string(255),
    typedEmail: t.string(255),
    /** The device that asked: the only one that stays open afterwards. */
    sessionId: t.uuid(),
    oldConfirmedAt: t.instant().nullable(),
    newConfirmedAt: t.instant().nullable(),
    createdAt: t.instant(),
    expiresAt: t.instant().index(),
  }),
  apiTokens: table({
    id: t.uuid().primary(),
    accountId: t.uuid().references('accounts', 'cascade'),
    digest: t.string(50).unique(),
    name: t.string(100),
    /** Null: every workspace of its owner. */
    workspaceId: t.uuid().nullable(),
    access: t.oneOf('read', 'write', 'chosen'),
    permissions: t.json<string[]>(),
    createdAt: t.instant(),
    /** Null: until it is revoked. */
    expiresAt: t.instant().nullable(),
    lastSeenAt: t.instant().nullable(),
  }),
  /** Accounts whose owner said farewell, until everything of them is forgotten. */
  departures: table({
    accountId: t.uuid().primary().references('accounts', 'cascade'),
    askedAt: t.instant(),
    /** The last workspace that is done; the next attempt goes on from there. */
    doneUntil: t.uuid().nullable(),
    farewellAt: t.instant().nullable(),
  }),
}

export const accountAreaPersonal = ['addressChanges', 'apiTokens', 'departures']
