import { type DatabaseOf, t, table } from '#kernel/data/column.ts'

export const legalTables = {
  /** Who accepted which text, when. The text itself stays among the versions of its page. */
  legalAcceptances: table(
    {
      pageId: t.uuid().references('pages'),
      number: t.int(),
      memberId: t.uuid().index(),
      /** In which language it was read. */
      language: t.oneOf('fr', 'nl', 'en'),
      acceptedAt: t.instant(),
    },
    { primary: ['pageId', 'number', 'memberId'] },
  ),
}

export type LegalTables = DatabaseOf<typeof legalTables>
