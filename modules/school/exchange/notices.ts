/** What people are told of transfers. */
import { notice, type NoticeFact } from '#kernel/contract.ts'

const group = 'notices.exchange'

export const transferProposed = notice<{ name: string; units: NoticeFact; quote: string }>(
  'exchange/transfer-proposed',
  {
    group,
    type: 'payment',
    mail: 'now',
    words: {
      label: 'notices.transfer-proposed',
      title: 'exchange.mail.proposed.subject',
      body: 'exchange.mail.proposed.text',
      action: 'exchange.mail.open',
    },
  },
)

export const transferRequested = notice<{ name: string; units: NoticeFact; quote: string }>(
  'exchange/transfer-requested',
  {
    group,
    type: 'payment',
    mail: 'now',
    words: {
      label: 'notices.transfer-requested',
      title: 'exchange.mail.requested.subject',
      body: 'exchange.mail.requested.text',
      action: 'exchange.mail.open',
    },
  },
)

export const transferCompleted = notice<{ name: string; units: NoticeFact; quote: string }>(
  'exchange/transfer-completed',
  {
    group,
    type: 'success',
    mail: 'soon',
    words: {
      label: 'notices.transfer-completed',
      title: 'exchange.mail.completed.subject',
      body: 'exchange.mail.completed.text',
      action: 'exchange.mail.open',
    },
  },
)

export const transferRefused = notice<{ name: string; units: NoticeFact; quote: string }>(
  'exchange/transfer-refused',
  {
    group,
    type: 'warning',
    mail: 'now',
    words: {
      label: 'notices.transfer-refused',
      title: 'exchange.mail.rejected.subject',
      body: 'exchange.mail.rejected.text',
      action: 'exchange.mail.open',
    },
  },
)
