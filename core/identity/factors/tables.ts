import { t, table } from '#kernel/data/column.ts'

export const factorTables = {
  /** The app of codes of an account: a second factor from the moment it is confirmed. */
  codeApps: table({
    accountId: t.uuid().primary().references('accounts', 'cascade'),
    /** AES-256-GCM under a key of the installation; see sealing.ts. */
    sealedSecret: t.string(255),
    /** The step of 30 seconds of the last accepted code: each code is accepted once. */
    lastStep: t.int64(),
    createdAt: t.instant(),
    confirmedAt: t.instant().nullable(),
  }),
  /** Eighty random bits each, so that a plain digest tells nothing; a used one is deleted. */
  recoveryCodes: table({
    digest: t.string(50).primary(),
    accountId: t.uuid().references('accounts', 'cascade'),
    createdAt: t.instant(),
  }),
  /** Logins whose first factor was right and whose second is awaited. */
  pendingLogins: table({
    digest: t.string(50).primary(),
    accountId: t.uuid().references('accounts', 'cascade'),
    expiresAt: t.instant().index(),
  }),
  passkeys: table({
    id: t.uuid().primary(),
    accountId: t.uuid().references('accounts', 'cascade'),
    /** Of the credential's id, which may be longer than an index takes. */
    credentialDigest: t.string(50).unique(),
    credentialId: t.text(),
    /** COSE, base64url. */
    publicKey: t.text(),
    /** What the authenticator counts; 0 for those that do not. It never goes back. */
    counter: t.int64(),
    transports: t.string(100),
    /** Copied to the owner's other devices by their maker. */
    synced: t.boolean(),
    name: t.string(60),
    createdAt: t.instant(),
    lastUsedAt: t.instant().nullable(),
  }),
  /** What an authenticator has to sign: kept until it is used, five minutes at most. */
  challenges: table({
    digest: t.string(50).primary(),
    purpose: t.oneOf('register', 'enter'),
    /** Whose passkey has to answer; null when anybody's may. */
    accountId: t.uuid().nullable().references('accounts', 'cascade'),
    expiresAt: t.instant().index(),
  }),
}
