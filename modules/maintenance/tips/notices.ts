/** What people are told of tips. */
import { notice } from '#kernel/contract.ts'

const group = 'notices.procedures'

export const tipWaits = notice<{ title: string; name: string }>('tips/to-review', {
  group,
  may: 'tips.review',
  mail: 'digest',
  words: {
    label: 'notices.tip-to-review',
    title: 'tips.mail.to-review.subject',
    body: 'tips.mail.to-review.text',
  },
})

export const tipAccepted = notice<{ title: string }>('tips/was-published', {
  group,
  may: 'tips.propose',
  type: 'success',
  mail: 'digest',
  words: {
    label: 'notices.tip-published',
    title: 'tips.mail.published.subject',
    body: 'tips.mail.published.text',
  },
})

export const tipRefused = notice<{ title: string; quote: string }>('tips/was-declined', {
  group,
  may: 'tips.propose',
  mail: 'soon',
  words: {
    label: 'notices.tip-declined',
    title: 'tips.mail.declined.subject',
    body: 'tips.mail.declined.text',
  },
})
