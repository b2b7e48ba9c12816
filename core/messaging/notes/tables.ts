import { type DatabaseOf, t, table } from '#kernel/data/column.ts'

export const noteTables = {
  /** What agents tell each other beside a conversation: rows of another kind, so that no mail and no visitor meets them. */
  conversationNotes: table(
    {
      id: t.uuid().primary(),
      conversationId: t.uuid().references('conversations', 'cascade'),
      /** The agent who wrote it. */
      participantId: t.uuid().references('conversationParticipants', 'cascade'),
      /** Stands after the message of this number. */
      afterSeq: t.int(),
      body: t.text(),
      createdAt: t.instant(),
    },
    { indexes: [['conversationId', 'createdAt']] },
  ),
}

export type NoteTables = DatabaseOf<typeof noteTables>
