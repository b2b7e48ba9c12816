/** What members are told of announcements: those who receive them, and those who prepare them. */
import { notice } from '#kernel/contract.ts'

const group = 'announcements.notices'
const action = 'announcements.notice.open'
type Facts = { title: string; author: string }
export const announcementSent = notice<Facts>('announcements/sent', {
  group,
  type: 'message',
  mail: 'soon',
  words: {
    label: 'announcements.notice.sent.label',
    title: 'announcements.notice.sent.title',
    body: 'announcements.notice.sent.body',
    action,
  },
})
/** At any hour and by mail, whatever was chosen for the others. */
export const urgentSent = notice<Facts>('announcements/urgent', {
  group,
  type: 'warning',
  priority: 'urgent',
  mail: 'now',
  legal: true,
  words: {
    label: 'announcements.notice.urgent.label',
    title: 'announcements.notice.urgent.title',
    body: 'announcements.notice.urgent.body',
    action,
  },
})
export const correctionSent = notice<Facts>('announcements/corrected', {
  group,
  type: 'message',
  mail: 'soon',
  words: {
    label: 'announcements.notice.corrected.label',
    title: 'announcements.notice.corrected.title',
    body: 'announcements.notice.sent.body',
    action,
  },
})
export const readingReminder = notice<Facts>('announcements/reminder', {
  group,
  type: 'message',
  mail: 'soon',
  words: {
    label: 'announcements.notice.reminder.label',
    title: 'announcements.notice.reminder.title',
    body: 'announcements.notice.reminder.body',
    action,
  },
})
export const approvalAsked = notice<Facts>('announcements/approval-asked', {
  group: 'announcements.desk-notices',
  may: 'announcements.approve',
  type: 'info',
  mail: 'soon',
  words: {
    label: 'announcements.notice.asked.label',
    title: 'announcements.notice.asked.title',
    action: 'announcements.notice.look',
  },
})
export const approvalRefused = notice<Facts & { reason: string }>(
  'announcements/approval-refused',
  {
    group: 'announcements.desk-notices',
    may: 'announcements.write',
    type: 'info',
    mail: 'soon',
    words: {
      label: 'announcements.notice.refused.label',
      title: 'announcements.notice.refused.title',
      body: 'announcements.notice.refused.body',
      action: 'announcements.notice.look',
    },
  },
)
export const announcementNotices = [
  announcementSent,
  urgentSent,
  correctionSent,
  readingReminder,
  approvalAsked,
  approvalRefused,
]
