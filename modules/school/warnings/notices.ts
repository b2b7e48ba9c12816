/** What people are told of their balance. */
import { notice } from '#kernel/contract.ts'

const group = 'notices.exchange'

export const balanceLow = notice<{ balance: string }>('statements/low', {
  group,
  type: 'warning',
  mail: 'now',
  words: {
    label: 'notices.balance-low',
    title: 'statements.mail.low.subject',
    body: 'statements.mail.low.text',
    action: 'statements.mail.offers',
  },
})

export const balanceHigh = notice<{ balance: string }>('statements/high', {
  group,
  type: 'warning',
  mail: 'now',
  words: {
    label: 'notices.balance-high',
    title: 'statements.mail.high.subject',
    body: 'statements.mail.high.text',
    action: 'statements.mail.offers',
  },
})
