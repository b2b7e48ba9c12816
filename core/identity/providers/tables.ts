import { t, table } from '#kernel/data/column.ts'

export const providerTables = {
  /** Sign-ins under way: ten minutes, one use. The secret is in the browser's cookie; all that is signed derives from it. */
  providerFlows: table({
    digest: t.string(50).primary(),
    provider: t.string(20),
    /** Who asked to link; null for a sign-in. */
    accountId: t.uuid().nullable().references('accounts', 'cascade'),
    returnTo: t.string(500),
    locale: t.string(10),
    /** Begun where nobody had an account yet, by who may have the first. */
    isFounding: t.boolean(),
    expiresAt: t.instant().index(),
  }),
  /** Accounts of outside providers: the subject is who somebody is there, whatever their address. */
  identities: table(
    {
      provider: t.string(40),
      subject: t.string(255),
      accountId: t.uuid().references('accounts', 'cascade'),
      /** As the provider last gave it, to be recognised in a list; nothing is decided by it. */
      email: t.string(255).nullable(),
      createdAt: t.instant(),
      lastUsedAt: t.instant().nullable(),
    },
    { primary: ['provider', 'subject'] },
  ),
}
