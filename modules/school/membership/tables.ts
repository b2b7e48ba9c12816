import { type RowOf, t, table } from '#kernel/data/column.ts'

export type Language = 'fr' | 'nl' | 'en'

export const tables = {
  /** One row, or none while the school has chosen nothing. */
  membershipSettings: table(
    {
      id: t.string(20).primary(),
      needsOffer: t.boolean(),
      /** Null asks no fee. */
      feeCents: t.cents().nullable(),
      /** Within these, administrators choose a member's own limits. */
      lowestBound: t.int(),
      highestBound: t.int(),
      lowWarning: t.int().default(-180),
      highWarning: t.int().default(480),
    },
    {
      checks: {
        warnings: 'lowWarning between -300 and -1 and highWarning between 1 and 600',
      },
    },
  ),
  charterVersions: table({
    version: t.int().primary(),
    /** A language left empty reads another one. */
    texts: t.json<Record<Language, string>>(),
    writtenAt: t.instant(),
    /** Null is the draft, of which there is at most one; what is published is never written again. */
    publishedAt: t.instant().nullable(),
    /** From when who has not accepted may neither give nor receive. */
    dueAt: t.instant().nullable(),
  }),
  charterAcceptances: table(
    {
      memberId: t.uuid().references('exchangeAccounts.memberId'),
      version: t.int().references('charterVersions.version'),
      acceptedAt: t.instant(),
    },
    { primary: ['memberId', 'version'] },
  ),
}

export type SettingsRow = RowOf<typeof tables.membershipSettings>
export type CharterRow = RowOf<typeof tables.charterVersions>
