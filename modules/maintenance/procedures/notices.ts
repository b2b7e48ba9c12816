/** What people are told of procedures. */
import { notice } from '#kernel/contract.ts'

const group = 'notices.procedures'

export const waitsForReview = notice<{ title: string; name: string }>('procedures/to-review', {
  group,
  may: 'procedures.review',
  mail: 'soon',
  words: {
    label: 'notices.procedure-to-review',
    title: 'procedures.mail.to-review.subject',
    body: 'procedures.mail.to-review.text',
    action: 'procedures.mail.to-review.open',
  },
})

export const cameBack = notice<{ title: string; name: string; quote: string }>(
  'procedures/came-back',
  {
    group,
    may: 'procedures.write',
    type: 'warning',
    mail: 'soon',
    words: {
      label: 'notices.procedure-came-back',
      title: 'procedures.mail.came-back.subject',
      body: 'procedures.mail.came-back.text',
      action: 'procedures.mail.came-back.open',
    },
  },
)

export const wasPublished = notice<{ title: string; name: string }>('procedures/was-published', {
  group,
  may: 'procedures.write',
  type: 'success',
  mail: 'digest',
  words: {
    label: 'notices.procedure-published',
    title: 'procedures.mail.published.subject',
    body: 'procedures.mail.published.text',
  },
})
