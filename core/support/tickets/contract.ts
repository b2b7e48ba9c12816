/** Tickets: somebody asks, the house answers, and a clock in working time says by when. */
import * as z from 'zod/mini'
import { Unusable } from '#core/files/using/contract.ts'
import { VerifyFirst } from '#core/identity/contract.ts'
import { endpoint, NotFound, problem, topic, WrongState, Ordinal } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import {
  categories,
  MOST_LINKS,
  MOST_TAGS,
  ownPriorities,
  priorities,
  sources,
  ticketStates,
} from './rules.ts'

const Title = z.string().check(z.trim(), z.minLength(1), z.maxLength(255))
const Words = z.string().check(z.trim(), z.minLength(1), z.maxLength(10_000))
const Files = z._default(z.array(z.uuid()).check(z.maxLength(10)), [])
const Tag = z.string().check(z.trim(), z.minLength(1), z.maxLength(40))
export const TicketState = z.enum(ticketStates)
export const Category = z.enum(categories)
export const Priority = z.enum(priorities)
const OneTicket = z.object({ ticketId: z.uuid() })
const Done = z.object({ done: z.literal(true) })

/** A thing of another part: what that part calls its kind, and its id there. */
export const ThingName = z.object({
  kind: z.string().check(z.maxLength(60), z.regex(/^[a-z-]+\.[a-z-]+$/)),
  id: z.string().check(z.minLength(1), z.maxLength(60)),
})
export const Link = z.object({
  id: z.uuid(),
  kind: z.string(),
  title: z.string(),
  path: z.string(),
})

// ── problems ────────────────────────────────────────────────────────────────────────────────────

/** The thing is not there, or not for who links it. */
export const NothingLinked = problem('tickets/nothing-linked', 422)
export const TooManyLinks = problem<{ max: number }>('tickets/too-many-links', 409)
/** The ticket to merge with is the same one, another person's, a duplicate itself or over. */
export const NoSuchTarget = problem('tickets/no-such-target', 422)
/** Only somebody who answers can be given a ticket. */
export const NotAnAgent = problem('tickets/not-an-agent', 422)
export const NobodyAsks = problem('tickets/nobody-asks', 422)
/** Nobody answers their own request for the house. */
export const OwnRequest = problem('tickets/own-request', 422)
/** Of a conversation there is one ticket: somebody was quicker. */
export const IsTicketAlready = problem('tickets/is-ticket-already', 409)
export const AlreadyRated = problem('tickets/already-rated', 409)

// ── what who asks sees ──────────────────────────────────────────────────────────────────────────

const face = {
  id: z.uuid(),
  number: z.int(),
  title: z.string(),
  category: Category,
  priority: Priority,
  state: TicketState,
  openedAt: Instant,
  updatedAt: Instant,
}
/** One of the caller's own. */
export const MyTicket = z.object({
  ...face,
  conversationId: z.uuid(),
  links: z.array(Link),
  /** Who looks after it; null while nobody has taken it. */
  assignee: z.nullable(z.string()),
  /** When the house has promised its first answer; null once it came, and while it waits for the caller. */
  firstDueAt: z.nullable(Instant),
  resolveDueAt: z.nullable(Instant),
  resolvedAt: z.nullable(Instant),
  /** The ticket that goes on where this one was a duplicate. */
  duplicateOf: z.nullable(z.object({ id: z.uuid(), number: z.int() })),
  follows: z.nullable(z.object({ id: z.uuid(), number: z.int() })),
  moves: z.array(z.enum(['close', 'reopen', 'cancel'])),
  /** The caller is asked how content they are. */
  mayRate: z.boolean(),
  score: z.nullable(z.int()),
})
export type MyTicket = z.output<typeof MyTicket>
export const MyTicketLine = z.object({ ...face, unread: z.int() })
export type MyTicketLine = z.output<typeof MyTicketLine>

const opens = { may: 'tickets.open' } as const
export const listMyTickets = endpoint('GET /help', {
  ...opens,
  input: z.object({ over: z._default(z.boolean(), false), ...paging }),
  reply: pageOf(MyTicketLine),
})
export const readMyTicket = endpoint('GET /help/{ticketId}', {
  ...opens,
  input: OneTicket,
  reply: MyTicket,
  problems: [NotFound],
})
/** Whose side the caller is on: a ticket has one address, and two pages behind it. */
export const readSide = endpoint('GET /help/{ticketId}/side', {
  ...opens,
  input: OneTicket,
  reply: z.object({ side: z.enum(['client', 'agent']) }),
  problems: [NotFound],
})
export const OwnTicket = z.object({
  id: z.optional(z.uuid()),
  title: Title,
  words: Words,
  category: z._default(Category, 'general'),
  priority: z._default(z.enum(ownPriorities), 'normal'),
  links: z._default(z.array(ThingName).check(z.maxLength(MOST_LINKS)), []),
  fileIds: Files,
})
export const openTicket = endpoint('POST /help', {
  ...opens,
  input: OwnTicket,
  reply: MyTicket,
  status: 201,
  problems: [VerifyFirst, NothingLinked, Unusable],
  rate: { max: 30, windowMs: HOUR },
})
/** An answer of who asked: it takes a waiting ticket up, opens a resolved one, and one that was closed long ago becomes a new one. */
export const answerMyTicket = endpoint('POST /help/{ticketId}/answers', {
  ...opens,
  input: z.object({ id: z.optional(z.uuid()), ticketId: z.uuid(), words: Words, fileIds: Files }),
  reply: MyTicket,
  problems: [NotFound, WrongState, Unusable],
  rate: { max: 120, windowMs: HOUR },
})
export const closeMyTicket = endpoint('POST /help/{ticketId}/close', {
  ...opens,
  input: OneTicket,
  reply: MyTicket,
  problems: [NotFound, WrongState],
})
export const cancelMyTicket = endpoint('POST /help/{ticketId}/cancel', {
  ...opens,
  input: OneTicket,
  reply: MyTicket,
  problems: [NotFound, WrongState],
})
export const rateMyTicket = endpoint('POST /help/{ticketId}/rating', {
  ...opens,
  input: z.object({
    ticketId: z.uuid(),
    score: z.int().check(z.minimum(1), z.maximum(5)),
    words: z._default(z.string().check(z.trim(), z.maxLength(1000)), ''),
  }),
  reply: MyTicket,
  problems: [NotFound, WrongState, AlreadyRated],
})

// ── what who answers sees ───────────────────────────────────────────────────────────────────────

const Person = z.object({ id: z.nullable(z.uuid()), name: z.nullable(z.string()) })
/** A promise: until when, whether it was kept, or what became of it. */
export const Promised = z.object({
  /** Null while the clock stands, and when nothing is owed any more. */
  dueAt: z.nullable(Instant),
  doneAt: z.nullable(Instant),
  isLate: z.boolean(),
  /** Working time that is left, in milliseconds; below zero when it is late. Null without a `dueAt`. */
  leftMs: z.nullable(z.int()),
})
export type Promised = z.output<typeof Promised>
const agentFace = {
  ...face,
  /** A member, or somebody from outside who may have proved their address; nobody once they were erased. */
  requester: z.extend(Person, { visitor: z.nullable(z.object({ isVerified: z.boolean() })) }),
  assignee: z.nullable(Person),
  source: z.string(),
  tags: z.array(z.string()),
  first: Promised,
  resolution: Promised,
}
export const TicketLine = z.object(agentFace)
export type TicketLine = z.output<typeof TicketLine>
export const Step = z.object({
  id: z.uuid(),
  what: z.string(),
  who: z.nullable(z.string()),
  detail: z.nullable(z.string()),
  at: Instant,
})
const Other = z.object({ id: z.uuid(), number: z.int(), title: z.string(), state: TicketState })
export const Ticket = z.object({
  ...agentFace,
  /** Null: a visitor's words were erased. */
  conversationId: z.nullable(z.uuid()),
  links: z.array(Link),
  steps: z.array(Step),
  duplicateOf: z.nullable(Other),
  duplicates: z.array(Other),
  follows: z.nullable(Other),
  rating: z.nullable(z.object({ score: z.int(), words: z.string(), ratedAt: Instant })),
  resolvedAt: z.nullable(Instant),
  closedAt: z.nullable(Instant),
  moves: z.array(z.enum(['take', 'wait', 'resume', 'resolve', 'cancel'])),
})
export type Ticket = z.output<typeof Ticket>

const works = { may: 'tickets.work' } as const
export const sorts = ['due', 'newest', 'updated', 'priority'] as const
export const assignments = ['mine', 'nobody'] as const
/** What narrows the agents' list; a saved filter keeps the same words. */
const narrowing = {
  search: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  /** `living` when absent: open, in progress, waiting. */
  state: z.optional(z.enum(['living', 'all', ...ticketStates] as const)),
  category: z.optional(Category),
  priority: z.optional(Priority),
  /** `mine`, `nobody`, or a member's id. */
  assignee: z.optional(z.union([z.enum(assignments), z.uuid()])),
  tag: z.optional(Tag),
  late: z.optional(z.boolean()),
}
export const listTickets = endpoint('GET /tickets', {
  ...works,
  input: z.object({ ...narrowing, sort: z._default(z.enum(sorts), 'due'), ...paging }),
  reply: z.extend(pageOf(TicketLine), {
    /** How many there are, said with the first page. */
    total: z.nullable(z.int()),
  }),
})
/** Beside the menu's entry: what nobody has taken. */
export const countTickets = endpoint('GET /tickets/count', {
  ...works,
  input: z.object({}),
  reply: z.object({ free: z.int(), mine: z.int(), late: z.int() }),
})
export const readTicket = endpoint('GET /tickets/{ticketId}', {
  ...works,
  input: OneTicket,
  reply: Ticket,
  problems: [NotFound],
})
export const listAgents = endpoint('GET /tickets/agents', {
  ...works,
  input: z.object({}),
  reply: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
})
/** For a member who telephones or stands at the counter. */
export const openTicketFor = endpoint('POST /tickets', {
  ...works,
  input: z.object({
    id: z.optional(z.uuid()),
    requesterId: z.uuid(),
    title: Title,
    words: Words,
    category: z._default(Category, 'general'),
    priority: z._default(Priority, 'normal'),
    source: z._default(z.enum(sources), 'agent'),
  }),
  reply: Ticket,
  status: 201,
  problems: [NobodyAsks],
  rate: { max: 120, windowMs: HOUR },
})
/** Of a conversation in the visitors' queue, which becomes the ticket's own. */
export const openTicketOfVisitor = endpoint('POST /tickets/visitors/{queuedId}', {
  ...works,
  input: z.object({
    id: z.optional(z.uuid()),
    queuedId: z.uuid(),
    title: Title,
    category: z._default(Category, 'general'),
    priority: z._default(Priority, 'normal'),
  }),
  reply: Ticket,
  status: 201,
  problems: [NotFound, WrongState, IsTicketAlready],
})
export const changeTicket = endpoint('PATCH /tickets/{ticketId}', {
  ...works,
  input: z.object({
    ticketId: z.uuid(),
    title: z.optional(Title),
    category: z.optional(Category),
    priority: z.optional(Priority),
    tags: z.optional(z.array(Tag).check(z.maxLength(MOST_TAGS))),
  }),
  reply: Ticket,
  problems: [NotFound, WrongState],
})
const moving = { ...works, input: OneTicket, reply: Ticket, problems: [NotFound, WrongState] }
/** Takes part in its conversation, to read it. */
export const enterTicket = endpoint('POST /tickets/{ticketId}/enter', {
  ...moving,
  reply: Done,
  problems: [NotFound],
})
export const takeTicket = endpoint('POST /tickets/{ticketId}/take', moving)
export const holdTicket = endpoint('POST /tickets/{ticketId}/wait', moving)
export const resumeTicket = endpoint('POST /tickets/{ticketId}/resume', moving)
export const resolveTicket = endpoint('POST /tickets/{ticketId}/resolve', moving)
export const cancelTicket = endpoint('POST /tickets/{ticketId}/cancel', moving)
/** The other one goes on; this one ends, with its clock. */
export const mergeTicket = endpoint('POST /tickets/{ticketId}/merge', {
  ...works,
  input: z.object({ ticketId: z.uuid(), into: Ordinal }),
  reply: Ticket,
  problems: [NotFound, WrongState, NoSuchTarget],
})
export const assignTicket = endpoint('POST /tickets/{ticketId}/assign', {
  ...works,
  input: z.object({ ticketId: z.uuid(), assigneeId: z.nullable(z.uuid()) }),
  reply: Ticket,
  problems: [NotFound, WrongState, NotAnAgent],
})
export const nextSteps = ['stay', 'wait', 'resolve'] as const
/** A public answer; whoever answers an open ticket takes it. `next` says what becomes of it. */
export const answerTicket = endpoint('POST /tickets/{ticketId}/answers', {
  ...works,
  input: z.object({
    id: z.optional(z.uuid()),
    ticketId: z.uuid(),
    words: Words,
    fileIds: Files,
    next: z._default(z.enum(nextSteps), 'wait'),
  }),
  reply: Ticket,
  problems: [NotFound, WrongState, OwnRequest, Unusable],
})
/** For colleagues alone: no mail and no page of the client can reach it. */
export const noteTicket = endpoint('POST /tickets/{ticketId}/notes', {
  ...works,
  input: z.object({
    id: z.optional(z.uuid()),
    ticketId: z.uuid(),
    words: Words.check(z.maxLength(4000)),
  }),
  reply: Ticket,
  problems: [NotFound, OwnRequest],
})
export const linkTicket = endpoint('POST /tickets/{ticketId}/links', {
  ...works,
  input: z.object({ ticketId: z.uuid(), thing: ThingName }),
  reply: Ticket,
  problems: [NotFound, NothingLinked, TooManyLinks],
})
export const unlinkTicket = endpoint('DELETE /tickets/{ticketId}/links/{linkId}', {
  ...works,
  input: z.object({ ticketId: z.uuid(), linkId: z.uuid() }),
  reply: Ticket,
  problems: [NotFound],
})
/** Several at once; those that the move does not fit are left as they are, and counted. */
export const changeTickets = endpoint('POST /tickets/several', {
  ...works,
  input: z.object({
    ticketIds: z.array(z.uuid()).check(z.minLength(1), z.maxLength(100)),
    act: z.enum(['assign', 'resolve', 'cancel']),
    assigneeId: z.optional(z.nullable(z.uuid())),
  }),
  reply: z.object({ done: z.int(), left: z.int() }),
  problems: [NotAnAgent],
})

// ── live ────────────────────────────────────────────────────────────────────────────────────────

export const ticketsChanged = topic('tickets/all', {
  ...works,
  of: 'workspace',
  payload: z.object({ ticketId: z.uuid() }),
})
export const myTicketsChanged = topic('tickets/mine', {
  ...opens,
  of: 'member',
  payload: z.object({ ticketId: z.uuid() }),
})
