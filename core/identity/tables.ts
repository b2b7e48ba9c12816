import type { Kysely } from 'kysely'
import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'

export const identityTables = {
  accounts: table({
    id: t.uuid().primary(),
    /** Trimmed, NFC, lower case: what addresses are compared by. */
    email: t.string(255).unique(),
    /** As its owner typed it, for display and for sending. */
    typedEmail: t.string(255),
    name: t.string(100),
    locale: t.string(10),
    timeZone: t.string(60),
    /** argon2id, or an imported bcrypt; null for who only signs in elsewhere. */
    passwordHash: t.string(255).nullable(),
    verifiedAt: t.instant().nullable(),
    active: t.boolean().default(true),
    admin: t.boolean().default(false),
    createdAt: t.instant(),
  }),
  /** One row, ever: whoever writes it first is the first account, on every engine. */
  founding: table({ id: t.string(10).primary(), accountId: t.uuid(), foundedAt: t.instant() }),
  sessions: table({
    id: t.uuid().primary(),
    accountId: t.uuid().references('accounts', 'cascade'),
    kind: t.oneOf('web', 'api'),
    /** Of the cookie's secret; null for tokens, which carry the session's id signed. */
    secretDigest: t.string(50).nullable().unique(),
    agent: t.string(255),
    address: t.string(60),
    createdAt: t.instant(),
    expiresAt: t.instant().index(),
  }),
  refreshTokens: table({
    digest: t.string(50).primary(),
    sessionId: t.uuid().references('sessions', 'cascade'),
    createdAt: t.instant(),
    usedAt: t.instant().nullable(),
    expiresAt: t.instant(),
  }),
  oneTimeTokens: table({
    digest: t.string(50).primary(),
    accountId: t.uuid().references('accounts', 'cascade'),
    purpose: t.oneOf('verify', 'reset'),
    expiresAt: t.instant().index(),
  }),
  /** Counters of attempts by digest of what they limit, so that no address stands here in clear. */
  attempts: table({
    key: t.string(50).primary(),
    count: t.int(),
    blockedUntil: t.instant().nullable(),
    expiresAt: t.instant().index(),
  }),
  /** Accounts of outside providers: the subject is who somebody is there, whatever their address. */
  identities: table(
    {
      provider: t.string(40),
      subject: t.string(255),
      accountId: t.uuid().references('accounts', 'cascade'),
      createdAt: t.instant(),
    },
    { primary: ['provider', 'subject'] },
  ),
  /** Invited addresses, by digest, that may register where registration is by invitation. */
  signupPasses: table({ emailDigest: t.string(50).primary(), until: t.instant().index() }),
}

export type IdentityTables = DatabaseOf<typeof identityTables>
export type IdentityDb = Kysely<IdentityTables>
export type AccountRow = RowOf<typeof identityTables.accounts>
