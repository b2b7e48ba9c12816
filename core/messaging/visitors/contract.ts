/** Somebody from outside writes, proves their address by a code, reads the answers; the house keeps a queue. */
import * as z from 'zod/mini'
import {
  endpoint,
  event,
  NotFound,
  notice,
  problem,
  webhook,
  WrongState,
  Ordinal,
} from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { languages } from '#kernel/text.ts'
import { HOUR, Instant, MINUTE } from '#kernel/time.ts'
import { visitorStates } from './rules.ts'

const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(100))
const Email = z
  .string()
  .check(z.trim(), z.maxLength(255), z.regex(/^[^\s@<>"]+@[^\s@<>".]+(\.[^\s@<>".]+)+$/u))
const Subject = z.string().check(z.trim(), z.maxLength(120))
const Body = z.string().check(z.trim(), z.minLength(1), z.maxLength(8000))
const Code = z.string().check(z.trim(), z.regex(/^\d{6}$/))
const Nothing = z.object({})
const Done = z.object({ done: z.literal(true) })
const One = z.object({ conversationId: z.uuid() })

// ── problems ────────────────────────────────────────────────────────────────────────────────────

/** Wrong, worn out, or never sent: nobody learns which. */
export const CodeWrong = problem('visitors/code-wrong', 422)
/** No code was typed in this browser, or long ago. */
export const VisitorUnknown = problem('visitors/unknown', 401)
/** The house has closed it, or wants nothing more from this address. */
export const NotTaken = problem('visitors/not-taken', 409)
/** Somebody was quicker. */
export const TakenAlready = problem<{ name: string }>('visitors/taken-already', 409)

// ── anybody ─────────────────────────────────────────────────────────────────────────────────────

const anybody = { may: 'anyone' } as const
const few = { max: 20, windowMs: HOUR }

export const Writing = z.object({
  name: Name,
  email: Email,
  subject: z._default(Subject, ''),
  body: Body,
  language: z._default(z.enum(languages), 'fr'),
  /** People leave it empty, because they do not see it. */
  website: z._default(z.string().check(z.maxLength(500)), ''),
})
export const writeAsVisitor = endpoint('POST /visitors/conversations', {
  ...anybody,
  input: Writing,
  reply: z.object({ conversationId: z.uuid(), needsCode: z.boolean() }),
  status: 201,
  problems: [NotFound, NotTaken],
  rate: few,
})
/** The same from a page without script, as a form; answers with a page to go to. */
export const postVisitorForm = webhook('POST /visitors/form', {
  ...anybody,
  input: Nothing,
  reply: Done,
  status: 303,
  problems: [NotFound],
  rate: few,
})
/** Whether there is anybody to write to here, and what they are called. */
export const readReception = endpoint('GET /visitors/reception', {
  ...anybody,
  input: Nothing,
  reply: z.object({
    name: z.string(),
    /** The address of its sign. */
    logo: z.nullable(z.string()),
    /** Who this browser is known as. */
    email: z.nullable(z.string()),
  }),
  problems: [NotFound],
  rate: { max: 600, windowMs: HOUR },
})
/** Sends a code where somebody wrote from this address before; the answer is the same where nobody did. */
export const sendVisitorCode = endpoint('POST /visitors/codes', {
  ...anybody,
  input: z.object({ email: Email, language: z._default(z.enum(languages), 'fr') }),
  reply: Done,
  problems: [NotFound],
  rate: few,
})
export const enterVisitorCode = endpoint('POST /visitors/sessions', {
  ...anybody,
  input: z.object({ email: Email, code: Code }),
  reply: z.object({
    /** What was written with this code, when it was. */
    conversationId: z.nullable(z.uuid()),
  }),
  status: 201,
  problems: [NotFound, CodeWrong],
  secret: true,
  rate: { max: 30, windowMs: 15 * MINUTE },
})
export const endVisitorSession = endpoint('DELETE /visitors/sessions', {
  ...anybody,
  input: Nothing,
  reply: Done,
  problems: [NotFound],
})

const known = { ...anybody, problems: [NotFound, VisitorUnknown] }
const often = { max: 600, windowMs: HOUR }
export const OwnConversation = z.object({
  conversationId: z.uuid(),
  subject: z.string(),
  state: z.enum(['waiting', 'answered', 'closed']),
  /** False: written in the name of this address before anybody proved it. */
  isVerified: z.boolean(),
  lastAt: Instant,
})
export type OwnConversation = z.output<typeof OwnConversation>
export const listOwnConversations = endpoint('GET /visitors/conversations', {
  ...known,
  input: z.object({ ...paging }),
  reply: pageOf(OwnConversation),
  rate: often,
})
export const OwnMessage = z.object({
  id: z.uuid(),
  seq: z.int(),
  isMine: z.boolean(),
  /** Null: the house, without a name. */
  author: z.nullable(z.string()),
  body: z.string(),
  postedAt: Instant,
})
export type OwnMessage = z.output<typeof OwnMessage>
export const readOwnConversation = endpoint('GET /visitors/conversations/{conversationId}', {
  ...known,
  input: z.extend(One, { before: z.optional(Ordinal) }),
  reply: z.object({
    ...OwnConversation.shape,
    mayWrite: z.boolean(),
    messages: z.array(OwnMessage),
    hasEarlier: z.boolean(),
  }),
  rate: often,
})
/** They have seen it: no mail speaks of it any more. */
export const markOwnRead = endpoint('POST /visitors/conversations/{conversationId}/read', {
  ...known,
  input: One,
  reply: Done,
  rate: often,
})
export const answerAsVisitor = endpoint('POST /visitors/conversations/{conversationId}/messages', {
  ...known,
  input: z.extend(One, { id: z.optional(z.uuid()), body: Body }),
  reply: OwnMessage,
  status: 201,
  problems: [NotFound, VisitorUnknown, NotTaken],
  rate: { max: 60, windowMs: HOUR },
})
/** «It was me»: of what was written in the name of one's address before it was proved. */
export const claimConversation = endpoint('POST /visitors/conversations/{conversationId}/claim', {
  ...known,
  input: One,
  reply: Done,
})
/** For good, on both sides. */
export const eraseOwnConversation = endpoint('DELETE /visitors/conversations/{conversationId}', {
  ...known,
  input: One,
  reply: Done,
})

// ── the house ───────────────────────────────────────────────────────────────────────────────────

const agent = { may: 'visitors.answer' } as const
export const QueueMove = z.enum(['take', 'leave', 'close', 'reopen', 'block', 'release'])
export const Queued = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  visitor: z.object({ name: z.string(), email: z.string(), isVerified: z.boolean() }),
  subject: z.string(),
  state: z.enum(visitorStates),
  assignee: z.nullable(z.object({ id: z.uuid(), name: z.string() })),
  isMine: z.boolean(),
  lastAt: Instant,
  createdAt: Instant,
  moves: z.array(QueueMove),
  /** Where it goes on, when something was made of it: a request. */
  takenUpPath: z.nullable(z.string()),
})
export type Queued = z.output<typeof Queued>

export const queueViews = ['all', 'waiting', 'mine', 'answered', 'closed', 'spam'] as const
/** `all` but what was put aside. The longest waiting first where they wait; else the last touched first. */
export const listQueue = endpoint('GET /visitors/queue', {
  ...agent,
  input: z.object({ view: z._default(z.enum(queueViews), 'all'), ...paging }),
  reply: pageOf(Queued),
})
export const countQueue = endpoint('GET /visitors/queue/count', {
  ...agent,
  input: Nothing,
  reply: z.object({ waiting: z.int() }),
})
const OneQueued = z.object({ queuedId: z.uuid() })
export const QueuedFull = z.object({
  ...Queued.shape,
  /** The caller is in the conversation and may answer there. */
  isInside: z.boolean(),
  /** What has been said, for who is not; at most fifty. */
  messages: z.array(OwnMessage),
})
export type QueuedFull = z.output<typeof QueuedFull>
export const readQueued = endpoint('GET /visitors/queue/{queuedId}', {
  ...agent,
  input: OneQueued,
  reply: QueuedFull,
  problems: [NotFound],
})
const move = { ...agent, input: OneQueued, reply: Queued, problems: [NotFound, WrongState] }
/** Assigns it to the caller: of two who do it at once, one has it. */
export const takeQueued = endpoint('POST /visitors/queue/{queuedId}/take', {
  ...move,
  problems: [NotFound, WrongState, TakenAlready],
})
/** Nobody's again. */
export const leaveQueued = endpoint('POST /visitors/queue/{queuedId}/leave', move)
export const closeQueued = endpoint('POST /visitors/queue/{queuedId}/close', move)
export const reopenQueued = endpoint('POST /visitors/queue/{queuedId}/reopen', move)
/** Put aside, and nothing more is taken from this address. */
export const blockQueued = endpoint('POST /visitors/queue/{queuedId}/block', move)
/** It was no spam. */
export const releaseQueued = endpoint('POST /visitors/queue/{queuedId}/release', move)
/** For good, with everything written in it. */
export const eraseQueued = endpoint('DELETE /visitors/queue/{queuedId}', {
  may: 'visitors.manage',
  input: OneQueued,
  reply: Done,
  problems: [NotFound],
})

export const VisitorRules = z.object({
  isOpen: z.boolean(),
  keptMonths: z.int().check(z.minimum(1), z.maximum(120)),
})
export const readVisitorRules = endpoint('GET /visitors/rules', {
  may: 'visitors.manage',
  input: Nothing,
  reply: VisitorRules,
})
export const changeVisitorRules = endpoint('PUT /visitors/rules', {
  may: 'visitors.manage',
  input: VisitorRules,
  reply: VisitorRules,
})

// ── events, notices ─────────────────────────────────────────────────────────────────────────────

/** The code is made by the job: it is written down nowhere else than in the mail. */
export const codeAsked = event(
  'visitors/code-asked',
  z.object({
    address: z.string(),
    to: z.string(),
    language: z.enum(languages),
    /** What was written just now; null: they come back. */
    subject: z.nullable(z.string()),
  }),
)

/** With everything written in it; who made something of it forgets what they know from there. */
export const visitorConversationErased = event(
  'visitors/conversation-erased',
  z.object({
    conversationId: z.uuid(),
    aboutKind: z.nullable(z.string()),
    aboutId: z.nullable(z.string()),
  }),
)

export const visitorWrote = notice<{ name: string; subject: string }>('visitors/wrote', {
  group: 'visitors.notices',
  may: 'visitors.answer',
  type: 'message',
  mail: 'soon',
  words: {
    label: 'visitors.notice.wrote.label',
    title: 'visitors.notice.wrote.title',
    body: 'visitors.notice.wrote.body',
    action: 'visitors.notice.open',
  },
})
