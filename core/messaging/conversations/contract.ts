/** Conversations: who takes part, what each of them sees of it, what is new in them. */
import * as z from 'zod/mini'
import { VerifyFirst } from '#core/identity/contract.ts'
import { endpoint, NotFound, problem, topic, Ordinal } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { reaches } from '../blocks/contract.ts'
import { happenings, kinds, MOST_IN_GROUP, roles, writings } from './rules.ts'

export const Subject = z.string().check(z.trim(), z.minLength(1), z.maxLength(120))
const OneConversation = z.object({ conversationId: z.uuid() })
const Done = z.object({ done: z.literal(true) })

/** Somebody who takes part, or did. */
export const Participant = z.object({
  /** Of the participation: what messages name as their author. */
  id: z.uuid(),
  memberId: z.nullable(z.uuid()),
  /** Null: the account was erased. */
  name: z.nullable(z.string()),
  /** `former`: left the workspace. `unverified`: a visitor whose address nobody proved. */
  standing: z.enum(['member', 'former', 'erased', 'visitor', 'unverified']),
  role: z.enum(roles),
  hasLeft: z.boolean(),
  isMe: z.boolean(),
  readSeq: z.int(),
  deliveredSeq: z.int(),
})
export type Participant = z.output<typeof Participant>

export const About = z.object({ kind: z.string(), id: z.string(), path: z.nullable(z.string()) })

/** What is said of a conversation's last message in a list. */
export const Glimpse = z.object({
  author: z.nullable(z.string()),
  isMine: z.boolean(),
  /** Empty where nothing can be read: an event, a tombstone, files alone. */
  words: z.string(),
  kind: z.enum(['words', 'event', 'gone']),
  /** Of an event: what happened. */
  what: z.nullable(z.enum(happenings)),
  files: z.int(),
})
const standing = {
  unread: z.int(),
  isMarkedUnread: z.boolean(),
  isPinned: z.boolean(),
  isArchived: z.boolean(),
  isMuted: z.boolean(),
}
export const ConversationLine = z.object({
  id: z.uuid(),
  kind: z.enum(kinds),
  /** A direct one is called after the other person; null: their account was erased. */
  title: z.nullable(z.string()),
  /** The other one of a direct one: whose picture stands before it. */
  withId: z.nullable(z.uuid()),
  about: z.nullable(About),
  hasLeft: z.boolean(),
  last: z.nullable(Glimpse),
  lastAt: Instant,
  ...standing,
})
export type ConversationLine = z.output<typeof ConversationLine>

export const Conversation = z.object({
  ...ConversationLine.shape,
  writing: z.enum(writings),
  mayWrite: z.boolean(),
  /** Whether words would reach the other of two. */
  reach: z.enum(reaches),
  mayNote: z.boolean(),
  /** May rename it, bring people in and see them out. */
  mayManage: z.boolean(),
  /** The caller's participation. */
  me: z.uuid(),
  lastSeq: z.int(),
  /** Where the caller's unread messages begin, after this number. */
  readSeq: z.int(),
  /** Who is in it now, at most fifty; `listParticipants` has all. */
  people: z.array(Participant),
  peopleCount: z.int(),
})
export type Conversation = z.output<typeof Conversation>

// ── problems ────────────────────────────────────────────────────────────────────────────────────

/** Nobody here by this id, or no longer. */
export const NobodyThere = problem('messaging/nobody-there', 422)
export const OnlyOneself = problem('messaging/only-oneself', 422)
export const GroupFull = problem<{ max: number }>('messaging/group-full', 409)
/** The conversation is closed, or only some write in it. */
export const MayNotWrite = problem('messaging/may-not-write', 409)
export const TooManyPinned = problem<{ max: number }>('messaging/too-many-pinned', 409)

// ── endpoints ───────────────────────────────────────────────────────────────────────────────────

const reads = { may: 'messaging.read' } as const
const writes = { may: 'messaging.write' } as const

export const listConversations = endpoint('GET /conversations', {
  ...reads,
  input: z.object({ view: z._default(z.enum(['inbox', 'archived']), 'inbox'), ...paging }),
  reply: z.extend(pageOf(ConversationLine), {
    /** Kept on top: with the first page of the inbox. */
    pinned: z.array(ConversationLine),
  }),
})
/** Messages that wait for the caller, over all conversations that are not muted. */
export const countUnread = endpoint('GET /conversations/unread', {
  ...reads,
  input: z.object({}),
  reply: z.object({ unread: z.int() }),
})
export const readConversation = endpoint('GET /conversations/{conversationId}', {
  ...reads,
  input: OneConversation,
  reply: Conversation,
  problems: [NotFound],
})
export const listParticipants = endpoint('GET /conversations/{conversationId}/participants', {
  ...reads,
  input: z.object({ conversationId: z.uuid(), ...paging }),
  reply: pageOf(Participant),
  problems: [NotFound],
})
const opening = { status: 201, rate: { max: 60, windowMs: HOUR } }
/** The one conversation of two members, opened at the first time. */
export const openDirect = endpoint('POST /conversations/direct', {
  ...writes,
  ...opening,
  input: z.object({ memberId: z.uuid() }),
  reply: Conversation,
  problems: [NobodyThere, OnlyOneself, VerifyFirst],
})
const Members = z.array(z.uuid()).check(z.minLength(1), z.maxLength(MOST_IN_GROUP))
export const openGroup = endpoint('POST /conversations/groups', {
  ...writes,
  ...opening,
  input: z.object({ id: z.optional(z.uuid()), subject: Subject, memberIds: Members }),
  reply: Conversation,
  problems: [NobodyThere, OnlyOneself, GroupFull, VerifyFirst],
})
const ofGroup = { ...writes, reply: Conversation, problems: [NotFound] }
export const renameGroup = endpoint('PATCH /conversations/{conversationId}', {
  ...ofGroup,
  input: z.object({ conversationId: z.uuid(), subject: Subject }),
})
/** They see what is written from now on. */
export const addToGroup = endpoint('POST /conversations/{conversationId}/participants', {
  ...ofGroup,
  input: z.object({ conversationId: z.uuid(), memberIds: Members }),
  problems: [NotFound, NobodyThere, GroupFull],
  rate: { max: 120, windowMs: HOUR },
})
export const changeParticipant = endpoint(
  'PATCH /conversations/{conversationId}/participants/{participantId}',
  {
    ...ofGroup,
    input: z.object({
      conversationId: z.uuid(),
      participantId: z.uuid(),
      role: z.enum(['admin', 'member']),
    }),
  },
)
export const removeParticipant = endpoint(
  'DELETE /conversations/{conversationId}/participants/{participantId}',
  { ...ofGroup, input: z.object({ conversationId: z.uuid(), participantId: z.uuid() }) },
)
export const leaveGroup = endpoint('POST /conversations/{conversationId}/leave', {
  ...reads,
  input: OneConversation,
  reply: Done,
  problems: [NotFound],
})

export const muteSpans = ['no', 'hour', 'day', 'week', 'always'] as const
/** What the caller keeps of a conversation for themselves: how far they read, where it lies, whether it is heard. */
export const changeStanding = endpoint('PUT /conversations/{conversationId}/standing', {
  ...reads,
  input: z.object({
    conversationId: z.uuid(),
    /** Read up to here; never goes back. */
    readSeq: z.optional(Ordinal),
    /** Has reached a device of the caller's. */
    deliveredSeq: z.optional(Ordinal),
    /** Put back among the unread ones. */
    unread: z.optional(z.boolean()),
    pinned: z.optional(z.boolean()),
    archived: z.optional(z.boolean()),
    muted: z.optional(z.enum(muteSpans)),
  }),
  reply: z.object({ ...standing, readSeq: z.int() }),
  problems: [NotFound, TooManyPinned],
})

// ── live ────────────────────────────────────────────────────────────────────────────────────────

/** Something is new in one conversation; followers say that they type, and are told who else looks at it. */
export const conversationChanged = topic('messaging/conversation', {
  ...reads,
  of: 'thing',
  payload: z.object({
    /** `posted`: message `seq` is there. `changed`: message `seq` says something else. `people`: who is in it, how far they read. */
    what: z.enum(['posted', 'changed', 'people', 'noted']),
    seq: z.int(),
  }),
  said: z.object({ typing: z.boolean() }),
  presence: true,
})
/** Something is new in one of my conversations. */
export const inboxChanged = topic('messaging/inbox', {
  ...reads,
  of: 'member',
  payload: z.object({ conversationId: z.uuid() }),
})
