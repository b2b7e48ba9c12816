import { type RowOf, t, table } from '#kernel/data/column.ts'

export const tables = {
  aiChats: table(
    {
      id: t.uuid().primary(),
      memberId: t.uuid(),
      title: t.string(200),
      createdAt: t.instant(),
      updatedAt: t.instant(),
    },
    { indexes: [['memberId', 'updatedAt']] },
  ),
  /** A question and its answer. */
  aiMessages: table(
    {
      id: t.uuid().primary(),
      chatId: t.uuid().references('aiChats', 'cascade'),
      question: t.text(),
      /** What it was asked about: a document of a part. */
      aboutKind: t.string(40).nullable(),
      aboutId: t.string(64).nullable(),
      answerId: t.uuid().references('aiAnswers', 'cascade'),
      createdAt: t.instant(),
    },
    { indexes: [['chatId', 'createdAt']] },
  ),
}

export type MessageRow = RowOf<typeof tables.aiMessages>
