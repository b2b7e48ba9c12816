import type { Kysely } from 'kysely'
import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import { accountAreaTables } from './account-tables.ts'
import { factorTables } from './factors/tables.ts'
import { providerTables } from './providers/tables.ts'

export const identityTables = {
  accounts: table({
    id: t.uuid().primary(),
    /** Trimmed, NFC, lower case: what addresses are compared by. */
    email: t.string(255).unique(),
    /** As its owner typed it, for display and for sending. */
    typedEmail: t.string(255),
    name: t.string(100),
    firstName: t.string(100).nullable(),
    lastName: t.string(100).nullable(),
    /** +32470123456 where the country is known, otherwise the digits as they were typed. */
    phone: t.string(40).nullable(),
    locale: t.string(10),
    timeZone: t.string(60),
    /** argon2id, or an imported bcrypt; null for who only signs in elsewhere. */
    passwordHash: t.string(255).nullable(),
    verifiedAt: t.instant().nullable(),
    active: t.boolean().default(true),
    admin: t.boolean().default(false),
    createdAt: t.instant(),
    /** Key of the published picture of a file. */
    picture: t.string(43).nullable(),
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
    /** Right to ten minutes; null until it is used again after that time. */
    lastSeenAt: t.instant().nullable(),
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
  /** Invited addresses, by digest, that may register where registration is by invitation. */
  signupPasses: table({ emailDigest: t.string(50).primary(), until: t.instant().index() }),
  ...factorTables,
  ...providerTables,
  ...accountAreaTables,
}

export type IdentityTables = DatabaseOf<typeof identityTables>
export type IdentityDb = Kysely<IdentityTables>
export type AccountRow = RowOf<typeof identityTables.accounts>
