import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import { languages } from '#kernel/text.ts'
import { visitorStates } from './rules.ts'

export const visitorTables = {
  /** Who wrote from outside. The same address may stand here several times: nobody is merged because of it. */
  visitors: table({
    id: t.uuid().primary(),
    name: t.string(100),
    /** As it was typed, for mails. */
    email: t.string(255),
    /** For comparing. */
    address: t.string(255).index(),
    language: t.oneOf(...languages),
    /** They proved that the address is theirs, or said so afterwards of what was written in its name. */
    verifiedAt: t.instant().nullable(),
    createdAt: t.instant(),
  }),
  visitorConversations: table(
    {
      id: t.uuid().primary(),
      conversationId: t.uuid().unique(),
      visitorId: t.uuid().references('visitors', 'cascade'),
      state: t.oneOf(...visitorStates),
      /** The member who sees to it. */
      assigneeId: t.uuid().nullable().index(),
      lastAt: t.instant(),
      /** When the visitor was last told of an answer, and when they are to be told next. */
      mailedAt: t.instant().nullable(),
      mailDueAt: t.instant().nullable().index(),
      createdAt: t.instant(),
    },
    { indexes: [['state', 'lastAt'], ['lastAt']] },
  ),
  /** The last code sent to an address. */
  visitorCodes: table(
    {
      address: t.string(255).primary(),
      digest: t.string(50),
      tries: t.int(),
      sentAt: t.instant(),
      expiresAt: t.instant().index(),
    },
    { checks: { tried: 'tries >= 0 and tries <= 5' } },
  ),
  /** Browsers in which something was written, or a code typed; by the digest of their cookie. */
  visitorSessions: table({
    digest: t.string(50).primary(),
    address: t.string(255).index(),
    /** A code was typed here: what was written from the address may be read. */
    verified: t.boolean(),
    /** Whose words were written here, until then. */
    visitorId: t.uuid().nullable(),
    expiresAt: t.instant().index(),
  }),
  /** Addresses from which nothing is wanted; `verified`: not even from who proved that it is theirs. */
  visitorBlocks: table({
    address: t.string(255).primary(),
    verified: t.boolean(),
    blockedBy: t.uuid().nullable(),
    createdAt: t.instant(),
  }),
  /** One row, once somebody chose. */
  visitorRules: table(
    {
      id: t.string(10).primary(),
      isOpen: t.boolean(),
      keptMonths: t.int(),
      changedAt: t.instant(),
    },
    { checks: { kept: 'keptMonths >= 1 and keptMonths <= 120' } },
  ),
}

export type VisitorTables = DatabaseOf<typeof visitorTables>
export type VisitorRow = RowOf<typeof visitorTables.visitors>
export type VisitorConversationRow = RowOf<typeof visitorTables.visitorConversations>
