/** Announcements: the house says something to many, at a decent hour, and sees who has read and understood it. */
import * as z from 'zod/mini'
import { Unusable } from '#core/files/using/contract.ts'
import {
  endpoint,
  event,
  Forbidden,
  NotFound,
  port,
  problem,
  WrongState,
} from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { languages } from '#kernel/text.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { announcementStates, audienceNames } from './rules.ts'
import { schoolCalendars } from '../school-holidays/rules.ts'

export const MOST_FILES = 10
export const MOST_FILE_BYTES = 20_000_000
export const FILE_PURPOSE = 'announcements.file'

const Title = z.string().check(z.trim(), z.minLength(1), z.maxLength(150))
const Body = z.string().check(z.trim(), z.minLength(1), z.maxLength(8000))
const Wording = z.object({ title: Title, body: Body })
const Texts = z
  .object({ fr: z.optional(Wording), nl: z.optional(Wording), en: z.optional(Wording) })
  .check(
    z.refine((it) => Object.values(it).some((one) => one !== undefined), {
      params: { code: 'announcements.no-words' },
    } as never),
  )
const Time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
// Not `id`: in an input that is the client-made id of the write itself.
const One = z.object({ announcementId: z.uuid() })

export const AnnouncementFile = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.string(),
  type: z.string(),
  bytes: z.int(),
})
export type AnnouncementFile = z.output<typeof AnnouncementFile>
const Author = z.nullable(z.object({ id: z.uuid(), name: z.string() }))

// ── problems ────────────────────────────────────────────────────────────────────────────────────

/** It has been put right already; the correction is the one to put right. */
export const AlreadyCorrected = problem('announcements/already-corrected', 409)
/** Today's reminder has gone. */
export const RemindedToday = problem('announcements/reminded-today', 409)
export const NobodyAddressed = problem('announcements/nobody-addressed', 422)
/** Moments that are over, or further away than a year. */
export const OddMoment = problem('announcements/odd-moment', 422)

// ── readers ─────────────────────────────────────────────────────────────────────────────────────

const reads = { may: 'announcements.read' } as const

export const ReceivedLine = z.object({
  id: z.uuid(),
  title: z.string(),
  excerpt: z.string(),
  author: Author,
  urgent: z.boolean(),
  version: z.int(),
  isCorrected: z.boolean(),
  asksUnderstood: z.boolean(),
  sentAt: Instant,
  readAt: z.nullable(Instant),
  understoodAt: z.nullable(Instant),
})
export type ReceivedLine = z.output<typeof ReceivedLine>

const Language = z._default(z.enum(languages), 'fr')

/** `waiting`: to be read, or to be understood; `done`: the others. The newest first. */
export const listAnnouncements = endpoint('GET /announcements', {
  ...reads,
  input: z.object({
    view: z._default(z.enum(['waiting', 'done']), 'waiting'),
    language: Language,
    ...paging,
  }),
  reply: pageOf(ReceivedLine),
})
export const countAnnouncements = endpoint('GET /announcements/count', {
  ...reads,
  input: z.object({}),
  reply: z.object({ waiting: z.int() }),
})
export const Received = z.object({
  ...ReceivedLine.shape,
  body: z.string(),
  /** In which language it is shown, and in which there is more. */
  language: z.enum(languages),
  languages: z.array(z.enum(languages)),
  files: z.array(AnnouncementFile),
  correctsId: z.nullable(z.uuid()),
  correctedById: z.nullable(z.uuid()),
})
export type Received = z.output<typeof Received>
export const readAnnouncement = endpoint('GET /announcements/{announcementId}', {
  ...reads,
  input: z.extend(One, { language: Language }),
  reply: Received,
  problems: [NotFound],
})
/** It was opened: counted once, whatever follows. */
export const markRead = endpoint('POST /announcements/{announcementId}/read', {
  ...reads,
  input: One,
  reply: z.object({ readAt: Instant }),
  problems: [NotFound],
})
/** «Lu et compris»: counted once. */
export const markUnderstood = endpoint('POST /announcements/{announcementId}/understand', {
  ...reads,
  input: One,
  reply: z.object({ understoodAt: Instant }),
  problems: [NotFound],
})
/** For ten minutes and the caller alone. */
export const linkAnnouncementFile = endpoint(
  'POST /announcements/{announcementId}/files/{fileId}/links',
  {
    ...reads,
    input: z.object({ announcementId: z.uuid(), fileId: z.uuid() }),
    reply: z.object({ url: z.string(), expiresAt: Instant }),
    problems: [NotFound],
    secret: true,
  },
)

// ── writers ─────────────────────────────────────────────────────────────────────────────────────

const writes = { may: 'announcements.write' } as const

export const Counts = z.object({
  recipients: z.int(),
  delivered: z.int(),
  read: z.int(),
  understood: z.int(),
  sms: z.object({ waiting: z.int(), sent: z.int(), failed: z.int() }),
})
export type Counts = z.output<typeof Counts>

export const WrittenMove = z.enum([
  'change',
  'submit',
  'approve',
  'refuse',
  'takeBack',
  'cancel',
  'correct',
  'remind',
])
export const Written = z.object({
  id: z.uuid(),
  state: z.enum(announcementStates),
  author: Author,
  isMine: z.boolean(),
  audience: z.enum(audienceNames),
  texts: z.object({ fr: z.optional(Wording), nl: z.optional(Wording), en: z.optional(Wording) }),
  urgent: z.boolean(),
  asksUnderstood: z.boolean(),
  wishedAt: z.nullable(Instant),
  sendsAt: z.nullable(Instant),
  sentAt: z.nullable(Instant),
  refusal: z.nullable(z.string()),
  version: z.int(),
  correctsId: z.nullable(z.uuid()),
  correctedById: z.nullable(z.uuid()),
  remindedOn: z.nullable(z.string()),
  files: z.array(AnnouncementFile),
  /** Before it is sent, all nought. */
  counts: Counts,
  moves: z.array(WrittenMove),
  changedAt: Instant,
})
export type Written = z.output<typeof Written>

/** One's own; those of everybody for who approves. The last changed first. */
export const listWritten = endpoint('GET /announcements/written', {
  ...writes,
  input: z.object({ state: z.optional(z.enum(announcementStates)), ...paging }),
  reply: pageOf(Written),
})
export const readWritten = endpoint('GET /announcements/written/{announcementId}', {
  ...writes,
  input: One,
  reply: Written,
  problems: [NotFound],
})

const wishes = {
  audience: z._default(z.enum(audienceNames), 'everybody'),
  texts: Texts,
  urgent: z._default(z.boolean(), false),
  asksUnderstood: z._default(z.boolean(), false),
  wishedAt: z.optional(z.nullable(z.iso.datetime())),
  fileIds: z._default(z.array(z.uuid()).check(z.maxLength(MOST_FILES)), []),
}
export const Draft = z.object({ id: z.optional(z.uuid()), ...wishes })
export const DraftChange = z.object({ announcementId: z.uuid(), ...wishes })
const drafting = [Forbidden, OddMoment, Unusable]

export const draftAnnouncement = endpoint('POST /announcements', {
  ...writes,
  input: Draft,
  reply: Written,
  status: 201,
  problems: drafting,
  rate: { max: 60, windowMs: HOUR },
})
/** All of it at once; files that are not named go. */
export const changeAnnouncement = endpoint('PUT /announcements/{announcementId}', {
  ...writes,
  input: DraftChange,
  reply: Written,
  problems: [NotFound, WrongState, ...drafting],
})
const move = { ...writes, input: One, reply: Written, problems: [NotFound, WrongState, Forbidden] }
/** To the head where the workspace asks for it, else on its way: at once, or when nothing is quiet any more. */
export const submitAnnouncement = endpoint('POST /announcements/{announcementId}/submit', {
  ...move,
  problems: [...move.problems, NobodyAddressed],
})
export const approveAnnouncement = endpoint('POST /announcements/{announcementId}/approve', {
  ...move,
  may: 'announcements.approve',
  problems: [...move.problems, NobodyAddressed],
})
export const refuseAnnouncement = endpoint('POST /announcements/{announcementId}/refuse', {
  ...move,
  may: 'announcements.approve',
  input: z.extend(One, { reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)) }),
})
/** A draft again, to be changed. */
export const takeBackAnnouncement = endpoint('POST /announcements/{announcementId}/take-back', move)
export const cancelAnnouncement = endpoint('POST /announcements/{announcementId}/cancel', move)
/** A new draft that puts right one that has left. */
export const correctAnnouncement = endpoint('POST /announcements/{announcementId}/correct', {
  ...move,
  status: 201,
  problems: [...move.problems, AlreadyCorrected],
})
/** To those who have not read it, or not understood it where that is asked: at most once a day. */
export const remindReaders = endpoint('POST /announcements/{announcementId}/remind', {
  ...move,
  problems: [...move.problems, RemindedToday],
})

/** Said before it is sent: when it would leave, to how many, and what else would go out. */
export const foreseeAnnouncement = endpoint('GET /announcements/foresight', {
  ...writes,
  input: z.object({
    audience: z._default(z.enum(audienceNames), 'everybody'),
    urgent: z._default(z.stringbool(), false),
    wishedAt: z.optional(z.iso.datetime()),
  }),
  reply: z.object({
    leavesAt: Instant,
    isNow: z.boolean(),
    /** On the workspace's wall. */
    day: z.string(),
    time: z.string(),
    daysAway: z.int(),
    quiet: z.nullable(z.enum(['hours', 'weekend', 'holiday', 'school-holiday'])),
    needsApproval: z.boolean(),
    recipients: z.int(),
    mayBeUrgent: z.boolean(),
    /** Urgent ones of the last thirty days. */
    urgentLately: z.int(),
    /** Null: no provider of SMS is configured. */
    smsProvider: z.nullable(z.string()),
  }),
})

export const Reader = z.object({
  memberId: z.uuid(),
  name: z.string(),
  deliveredAt: z.nullable(Instant),
  readAt: z.nullable(Instant),
  understoodAt: z.nullable(Instant),
  sms: z.enum(['none', 'waiting', 'sent', 'failed']),
})
export const listReaders = endpoint('GET /announcements/{announcementId}/readers', {
  ...writes,
  input: z.extend(One, {
    view: z._default(z.enum(['all', 'waiting', 'done']), 'all'),
    ...paging,
  }),
  reply: pageOf(Reader),
  problems: [NotFound],
})

// ── settings ────────────────────────────────────────────────────────────────────────────────────

export const Rules = z.object({
  quietFrom: Time,
  quietUntil: Time,
  quietWeekends: z.boolean(),
  schoolCalendar: z.nullable(z.enum(schoolCalendars)),
  needsApproval: z.boolean(),
})
export type Rules = z.output<typeof Rules>
export const readAnnouncementRules = endpoint('GET /announcements/rules', {
  may: 'announcements.approve',
  input: z.object({}),
  reply: z.extend(Rules, { smsProvider: z.nullable(z.string()), timeZone: z.string() }),
})
export const changeAnnouncementRules = endpoint('PUT /announcements/rules', {
  may: 'announcements.approve',
  input: Rules,
  reply: Rules,
})

// ── events, outside ────────────────────────────────────────────────────────────────────

const About = z.object({ announcementId: z.uuid() })
/** Its recipients are fixed; the next hundred are told. */
export const announcementLeaves = event('announcements/leaves', About)
/** Urgent: telephones that are known are told too. */
export const announcementTexted = event('announcements/texted', About)
export const announcementReminded = event(
  'announcements/reminded',
  z.object({ announcementId: z.uuid(), day: z.string(), after: z.nullable(z.uuid()) }),
)
/** Sends short messages to telephones. `id` is ours: the same one twice is one message. */
export type Texter = {
  /** As its bill calls it. */
  name: string
  /** Rejects when it was not taken, or when nobody knows. */
  send(sms: { id: string; to: string; text: string }): Promise<void>
  /** Whether a message of this id was taken: asked before it is sent again. */
  has(id: string): Promise<boolean>
}
/** Null: no provider is configured. */
export const texter = port<Texter | null>('texter')
