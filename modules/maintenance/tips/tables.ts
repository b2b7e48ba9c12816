import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'

export const tables = {
  tips: table(
    {
      id: t.uuid().primary(),
      state: t.oneOf('proposed', 'published', 'declined', 'withdrawn'),
      title: t.string(200),
      content: t.text(),
      category: t.string(80),
      tags: t.json<string[]>(),
      /** The procedure it is about, if any. */
      procedureId: t.uuid().references('procedures').nullable(),
      authorId: t.uuid().nullable(),
      reviewerId: t.uuid().nullable(),
      /** What the reviewer says about it. */
      comment: t.text(),
      revision: t.int(),
      createdAt: t.instant(),
      changedAt: t.instant(),
      publishedAt: t.instant().nullable(),
    },
    { indexes: [['state', 'changedAt'], ['authorId']] },
  ),
}

export type TipsTables = DatabaseOf<typeof tables>
export type TipRow = RowOf<typeof tables.tips>
