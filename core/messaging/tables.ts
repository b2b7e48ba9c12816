import type { DatabaseOf } from '#kernel/data/column.ts'
import { blockTables } from './blocks/tables.ts'
import { conversationTables } from './conversations/tables.ts'
import { messageTables } from './messages/tables.ts'
import { reportTables } from './moderation/tables.ts'
import { noteTables } from './notes/tables.ts'

export const messagingTables = {
  ...conversationTables,
  ...messageTables,
  ...noteTables,
  ...reportTables,
  ...blockTables,
}

export type MessagingTables = DatabaseOf<typeof messagingTables>
