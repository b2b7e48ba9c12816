/** The words of notices: what a member is told of, and how far they have read. */
import * as z from 'zod/mini'
import {
  endpoint,
  event,
  type Facts,
  notice,
  noticePriorities,
  noticeTypes,
  port,
  topic,
} from '#kernel/contract.ts'
import { pageOf } from '#kernel/paging.ts'
import { locales } from '#kernel/text.ts'
import { Instant } from '#kernel/time.ts'
import { noticeStates } from './rules.ts'

const read = { may: 'notifications.read' } as const

/** Something new for this member, or a change of what they have read. */
export const noticesChanged = topic('notifications/mine', {
  ...read,
  of: 'member',
  payload: z.object({}),
})

/** Mails and devices may have something to tell these members. */
export const noticesGiven = event(
  'notifications/notices-given',
  z.object({ memberIds: z.array(z.uuid()), key: z.string() }),
)

/** Nobody reads the address that their mails go to. */
export const addressFails = notice<{ address: string }>('notifications/address-fails', {
  group: 'notices.account',
  type: 'error',
  priority: 'high',
  mail: 'never',
  words: {
    label: 'notices.address-fails.label',
    title: 'notices.address-fails.title',
    body: 'notices.address-fails.body',
  },
})

export const NoticeShown = z.object({
  id: z.uuid(),
  type: z.enum(noticeTypes),
  priority: z.enum(noticePriorities),
  /** In the reader's language. */
  title: z.string(),
  body: z.string(),
  /** Below the workspace's address. */
  path: z.string(),
  state: z.enum(noticeStates),
  /** Who writes, where it tells a message: of other acts the one who did them is not named by a picture. */
  writerId: z.nullable(z.uuid()),
  createdAt: Instant,
})
export type NoticeShown = z.output<typeof NoticeShown>

export const noticeViews = ['unread', 'all', 'archived'] as const
const PAGE = 20

/** Unread ones by priority, then the newest first; the others by date alone. */
export const listNotices = endpoint('GET /notifications', {
  ...read,
  input: z.object({
    view: z._default(z.enum(noticeViews), 'unread'),
    locale: z._default(z.enum(locales), 'fr-BE'),
    cursor: z.optional(z.string().check(z.maxLength(200))),
    limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), PAGE),
  }),
  reply: pageOf(NoticeShown),
})

export const countNotices = endpoint('GET /notifications/unread', {
  ...read,
  input: z.object({}),
  reply: z.object({ unread: z.int() }),
})

const One = z.object({ noticeId: z.uuid() })
const Moved = z.object({ state: z.enum(noticeStates) })
export const readNotice = endpoint('POST /notifications/{noticeId}/read', {
  ...read,
  input: One,
  reply: Moved,
})
export const unreadNotice = endpoint('POST /notifications/{noticeId}/unread', {
  ...read,
  input: One,
  reply: Moved,
})
export const archiveNotice = endpoint('POST /notifications/{noticeId}/archive', {
  ...read,
  input: One,
  reply: Moved,
})
export const restoreNotice = endpoint('POST /notifications/{noticeId}/restore', {
  ...read,
  input: One,
  reply: Moved,
})
/** All that were there at a moment: what has come since stays unread. */
export const readAllNotices = endpoint('POST /notifications/read', {
  ...read,
  input: z.object({ until: z.iso.datetime() }),
  reply: z.object({ read: z.int() }),
})

/** The sentences of every part: only the whole product knows them all. */
export type NoticeVoice = {
  say(locale: string, key: string, facts?: Facts): string | undefined
}
export const noticeVoice = port<NoticeVoice>('notice-voice')
