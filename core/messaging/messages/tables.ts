import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import type { ConversationEvent } from './contract.ts'

export const messageTables = {
  messages: table(
    {
      /** Made by who writes: the same message sent twice is one. */
      id: t.uuid().primary(),
      conversationId: t.uuid().references('conversations', 'cascade'),
      /** 1, 2, 3 … without a gap in each conversation. */
      seq: t.int(),
      /** Somebody's words, or something that happened: who came, who left. */
      kind: t.oneOf('words', 'event'),
      /** Whose; null is the product itself. */
      participantId: t.uuid().nullable().references('conversationParticipants', 'cascade'),
      parentId: t.uuid().nullable(),
      body: t.text(),
      /** Without capitals and accents, to be searched. */
      folded: t.text(),
      event: t.json<ConversationEvent>().nullable(),
      state: t.oneOf('shown', 'pending', 'kept', 'deleted', 'removed'),
      postedAt: t.instant().index(),
      editedAt: t.instant().nullable(),
    },
    { uniques: [['conversationId', 'seq']], checks: { numbered: 'seq >= 1' } },
  ),
  /** What a message said before it was edited. */
  messageVersions: table(
    {
      messageId: t.uuid().references('messages', 'cascade'),
      number: t.int(),
      body: t.text(),
      /** Until when it stood. */
      replacedAt: t.instant(),
    },
    { primary: ['messageId', 'number'] },
  ),
  /** What hangs on a message; the file itself is kept by core/files. */
  messageFiles: table(
    {
      messageId: t.uuid().references('messages', 'cascade'),
      fileId: t.uuid().unique(),
      position: t.int(),
      name: t.string(255),
      kind: t.string(20),
      type: t.string(100),
      bytes: t.int64(),
    },
    { primary: ['messageId', 'fileId'] },
  ),
}

export type MessageTables = DatabaseOf<typeof messageTables>
export type MessageRow = RowOf<typeof messageTables.messages>
export type MessageFileRow = RowOf<typeof messageTables.messageFiles>
