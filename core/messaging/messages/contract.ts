/** Messages: written once, read in the order of their numbers, mended, taken back, searched. */
import * as z from 'zod/mini'
import { Unusable } from '#core/files/using/contract.ts'
import { VerifyFirst } from '#core/identity/contract.ts'
import { endpoint, event, NotFound, problem, WrongState, Ordinal } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { Instant, MINUTE } from '#kernel/time.ts'
import { happenings, kinds } from '../conversations/rules.ts'
import { NotReceived, StillBlocked } from '../blocks/contract.ts'
import { MayNotWrite, Participant } from '../conversations/contract.ts'
import { MOST_CHARS, MOST_FILES } from './rules.ts'

const OneMessage = z.object({ messageId: z.uuid() })
export const Body = z.string().check(z.trim(), z.maxLength(MOST_CHARS))

/** What happened to a conversation; `participantId` is whom it happened to. */
export const ConversationEvent = z.object({
  what: z.enum(happenings),
  participantId: z.optional(z.uuid()),
  subject: z.optional(z.string()),
})
export type ConversationEvent = z.output<typeof ConversationEvent>

export const MessageState = z.enum(['shown', 'pending', 'kept', 'deleted', 'removed'])
export const MessageFile = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.string(),
  type: z.string(),
  bytes: z.int(),
})
export type MessageFile = z.output<typeof MessageFile>

export const Message = z.object({
  id: z.uuid(),
  seq: z.int(),
  kind: z.enum(['words', 'event']),
  /** The participation of its author; null is the product itself. */
  author: z.nullable(z.uuid()),
  /** Empty unless the caller may read it: a tombstone, and what was reported, have no words. */
  body: z.string(),
  event: z.nullable(ConversationEvent),
  /** What it answers. */
  parent: z.nullable(
    z.object({ id: z.uuid(), seq: z.int(), author: z.nullable(z.uuid()), words: z.string() }),
  ),
  files: z.array(MessageFile),
  state: MessageState,
  postedAt: Instant,
  editedAt: z.nullable(Instant),
})
export type Message = z.output<typeof Message>

// ── problems ────────────────────────────────────────────────────────────────────────────────────

export const NothingSaid = problem('messaging/nothing-said', 422)
/** The message that it answers is not in this conversation, or not for this reader. */
export const ParentElsewhere = problem('messaging/parent-elsewhere', 422)
export const TooLateToEdit = problem<{ minutes: number }>('messaging/too-late-to-edit', 409)

// ── endpoints ───────────────────────────────────────────────────────────────────────────────────

/** The most that one page of a gap holds. */
export const MOST_MESSAGES = 500
/** In the order of their numbers: after one, before one, or the last ones. */
export const listMessages = endpoint('GET /conversations/{conversationId}/messages', {
  may: 'messaging.read',
  input: z.object({
    conversationId: z.uuid(),
    after: z.optional(Ordinal),
    before: z.optional(Ordinal),
    limit: z._default(z.int().check(z.minimum(1), z.maximum(MOST_MESSAGES)), 50),
  }),
  reply: z.object({
    items: z.array(Message),
    /** Who wrote them, and whom they name. */
    people: z.array(Participant),
    hasEarlier: z.boolean(),
    hasLater: z.boolean(),
  }),
  problems: [NotFound],
})
/** `id` is made by who writes and is the message's own: sent twice it is there once. */
export const postMessage = endpoint('POST /conversations/{conversationId}/messages', {
  may: 'messaging.write',
  input: z.object({
    id: z.optional(z.uuid()),
    conversationId: z.uuid(),
    body: z._default(Body, ''),
    parentId: z.optional(z.nullable(z.uuid())),
    fileIds: z._default(z.array(z.uuid()).check(z.maxLength(MOST_FILES)), []),
  }),
  reply: Message,
  status: 201,
  problems: [
    NotFound,
    MayNotWrite,
    NotReceived,
    StillBlocked,
    NothingSaid,
    ParentElsewhere,
    Unusable,
    VerifyFirst,
  ],
  rate: { max: 300, windowMs: 5 * MINUTE },
})
/** By its author, for a quarter of an hour; what it said before is kept. */
export const editMessage = endpoint('PATCH /messages/{messageId}', {
  may: 'messaging.write',
  input: z.object({
    messageId: z.uuid(),
    body: z.string().check(z.trim(), z.minLength(1), z.maxLength(MOST_CHARS)),
  }),
  reply: Message,
  problems: [NotFound, NotReceived, StillBlocked, TooLateToEdit, WrongState],
})
/** By its author: its place stays, its words and files go. */
export const deleteMessage = endpoint('DELETE /messages/{messageId}', {
  may: 'messaging.write',
  input: OneMessage,
  reply: Message,
  problems: [NotFound, WrongState],
})
/** What it said before, oldest first: for everybody who reads the message. */
export const listVersions = endpoint('GET /messages/{messageId}/versions', {
  may: 'messaging.read',
  input: OneMessage,
  reply: z.object({ items: z.array(z.object({ body: z.string(), replacedAt: Instant })) }),
  problems: [NotFound],
})
/** An address of one of its files, for ten minutes and the caller alone. */
export const linkAttachment = endpoint('POST /messages/{messageId}/files/{fileId}/links', {
  may: 'messaging.read',
  input: z.object({
    messageId: z.uuid(),
    fileId: z.uuid(),
    variant: z._default(z.enum(['original', 'small', 'medium', 'large']), 'original'),
  }),
  reply: z.object({ url: z.string(), expiresAt: Instant }),
  problems: [NotFound],
  secret: true,
})

export const Found = z.object({
  message: Message,
  conversation: z.object({ id: z.uuid(), kind: z.enum(kinds), title: z.nullable(z.string()) }),
  author: z.nullable(z.string()),
})
/** In the caller's own conversations, newest first, whatever the capitals and accents. */
export const searchMessages = endpoint('GET /messages', {
  may: 'messaging.read',
  input: z.object({
    search: z.string().check(z.trim(), z.minLength(2), z.maxLength(100)),
    conversationId: z.optional(z.uuid()),
    ...paging,
  }),
  reply: pageOf(Found),
})

// ── events ──────────────────────────────────────────────────────────────────────────────────────

export const messagePosted = event(
  'messaging/message-posted',
  z.object({
    conversationId: z.uuid(),
    messageId: z.uuid(),
    seq: z.int(),
    kind: z.enum(kinds),
    aboutKind: z.nullable(z.string()),
    aboutId: z.nullable(z.string()),
    /** Of its author: the participation, and the member or the visitor behind it. */
    participantId: z.nullable(z.uuid()),
    memberId: z.nullable(z.uuid()),
    visitorId: z.nullable(z.uuid()),
  }),
)
/** Something is new in a conversation of many. */
export const conversationStirred = event(
  'messaging/conversation-stirred',
  z.object({ conversationId: z.uuid() }),
)
