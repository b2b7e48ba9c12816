import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'

export const cannedTables = {
  /** Answers that are written often: one's own, or everybody's who answers. */
  cannedAnswers: table(
    {
      id: t.uuid().primary(),
      name: t.string(80),
      /** Whose; null: shared. */
      ownerId: t.uuid().nullable().index(),
      /** One of the three at least; the reader's language, or the first there is. */
      fr: t.text(),
      nl: t.text(),
      en: t.text(),
      changedAt: t.instant(),
    },
    { indexes: [['name']] },
  ),
}

export type CannedTables = DatabaseOf<typeof cannedTables>
export type CannedRow = RowOf<typeof cannedTables.cannedAnswers>
