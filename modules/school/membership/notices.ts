/** What has to reach a member of the exchange: nobody switches it off. */
import { notice, type NoticeFact } from '#kernel/contract.ts'

const group = 'notices.membership'

export const membershipSuspended = notice<{ quote: string }>('membership/suspended', {
  group,
  type: 'warning',
  priority: 'high',
  legal: true,
  words: {
    label: 'notices.membership-suspended',
    title: 'membership.mail.suspended.subject',
    body: 'membership.mail.suspended.text',
    action: 'membership.mail.open',
  },
})

export const charterToAccept = notice<{ school: string; day: NoticeFact }>('membership/charter', {
  group,
  type: 'system',
  priority: 'high',
  legal: true,
  words: {
    label: 'notices.membership-charter',
    title: 'charter.mail.subject',
    body: 'charter.mail.text',
    action: 'charter.mail.open',
  },
})
