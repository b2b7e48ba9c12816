/** What people are told of needs. */
import { notice } from '#kernel/contract.ts'

const group = 'notices.needs'

export const answerCame = notice<{ title: string; name: string }>('needs/answered', {
  group,
  mail: 'now',
  words: {
    label: 'notices.need-answered',
    title: 'needs.mail.answered.subject',
    body: 'needs.mail.answered.text',
    action: 'needs.mail.read',
  },
})

export const answerAccepted = notice<{ title: string; name: string }>('needs/matched', {
  group,
  type: 'success',
  mail: 'now',
  words: {
    label: 'notices.need-matched',
    title: 'needs.mail.matched.subject',
    body: 'needs.mail.matched.text',
    action: 'needs.mail.see',
  },
})

export const helpWithdrawn = notice<{ title: string; name: string }>('needs/withdrawn', {
  group,
  type: 'warning',
  priority: 'high',
  mail: 'now',
  words: {
    label: 'notices.need-withdrawn',
    title: 'needs.mail.withdrawn.subject',
    body: 'needs.mail.withdrawn.text',
    action: 'needs.mail.see',
  },
})

export const helpReleased = notice<{ title: string; name: string }>('needs/released', {
  group,
  type: 'warning',
  mail: 'now',
  words: {
    label: 'notices.need-released',
    title: 'needs.mail.released.subject',
    body: 'needs.mail.released.text',
    action: 'needs.mail.see',
  },
})

export const needEndsSoon = notice<{ title: string; name: string }>('needs/ending', {
  group,
  mail: 'now',
  words: {
    label: 'notices.need-ending',
    title: 'needs.mail.ending.subject',
    body: 'needs.mail.ending.text',
    action: 'needs.mail.renew',
  },
})
