/** What people are told of follow-up actions. */
import { notice } from '#kernel/contract.ts'

const group = 'notices.followups'

export const followupAssignedTo = notice<{ title: string }>('followups/assigned', {
  group,
  may: 'followups.work',
  mail: 'now',
  words: {
    label: 'notices.followup-assigned',
    title: 'followups.mail.assigned',
    action: 'followups.mail.open',
  },
})

export const followupWaiting = notice<{ title: string; quote: string }>('followups/raised', {
  group,
  may: 'followups.manage',
  type: 'warning',
  mail: 'soon',
  words: {
    label: 'notices.followup-raised',
    title: 'followups.mail.raised',
    action: 'followups.mail.open',
  },
})

export const followupToCheck = notice<{ title: string }>('followups/finished', {
  group,
  may: 'followups.manage',
  mail: 'soon',
  words: {
    label: 'notices.followup-finished',
    title: 'followups.mail.finished',
    action: 'followups.mail.open',
  },
})
