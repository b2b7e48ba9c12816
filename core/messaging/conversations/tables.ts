import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import { kinds, roles, writings } from './rules.ts'

export const conversationTables = {
  conversations: table(
    {
      id: t.uuid().primary(),
      kind: t.oneOf(...kinds),
      /** What a group or a thread is called; empty between two people. */
      subject: t.string(255),
      /** Of a direct one, both members in the order of their ids: two people have one. */
      pair: t.string(80).nullable().unique(),
      /** The thing it is about, in the words of the part that opened it, and its page below the workspace's address. */
      aboutKind: t.string(40).nullable(),
      aboutId: t.string(60).nullable(),
      aboutPath: t.string(200).nullable(),
      /** Who may add to it now. */
      writing: t.oneOf(...writings),
      /** The number of its last message. */
      lastSeq: t.int(),
      lastAt: t.instant(),
      createdAt: t.instant(),
    },
    {
      uniques: [['aboutKind', 'aboutId']],
      checks: { counted: 'lastSeq >= 0' },
    },
  ),
  /** Who takes part, also who did: the author of a message is one of these, and stays when the person is forgotten. */
  conversationParticipants: table(
    {
      id: t.uuid().primary(),
      conversationId: t.uuid().references('conversations', 'cascade'),
      /** Of these two, one; none once the account was erased. */
      memberId: t.uuid().nullable(),
      visitorId: t.uuid().nullable(),
      /** How a visitor calls themselves, and whether they proved their address. */
      visitorName: t.string(100).nullable(),
      visitorVerified: t.boolean().default(false),
      role: t.oneOf(...roles),
      /** Sees the messages after this number, and until `leftSeq` when they have left. */
      fromSeq: t.int(),
      leftSeq: t.int().nullable(),
      deliveredSeq: t.int(),
      /** Only grows. */
      readSeq: t.int(),
      /** Put back among the unread ones by hand. */
      markedUnread: t.boolean().default(false),
      pinnedAt: t.instant().nullable(),
      /** Archived until a message with a higher number comes. */
      archivedSeq: t.int().nullable(),
      mutedUntil: t.instant().nullable(),
      joinedAt: t.instant(),
    },
    {
      uniques: [
        ['conversationId', 'memberId'],
        ['conversationId', 'visitorId'],
      ],
      indexes: [['memberId'], ['visitorId']],
      checks: {
        one: 'memberId is null or visitorId is null',
        read: 'readSeq >= 0 and deliveredSeq >= 0 and fromSeq >= 0',
      },
    },
  ),
}

export type ConversationTables = DatabaseOf<typeof conversationTables>
export type ConversationRow = RowOf<typeof conversationTables.conversations>
export type ParticipantRow = RowOf<typeof conversationTables.conversationParticipants>
