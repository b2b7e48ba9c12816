/** What people are told of disputes. */
import { notice, type NoticeFact } from '#kernel/contract.ts'

const group = 'notices.disputes'

export const disputeOpened = notice<{
  name: string
  payer: string
  receiver: string
  units: NoticeFact
  quote: string
}>('disputes/opened', {
  group,
  type: 'warning',
  priority: 'high',
  mail: 'now',
  words: {
    label: 'notices.dispute-opened',
    title: 'disputes.mail.opened.subject',
    body: 'disputes.mail.opened.text',
    action: 'disputes.mail.open',
  },
})

export const disputeUnassigned = notice<{
  name: string
  payer: string
  receiver: string
  units: NoticeFact
  quote: string
}>('disputes/unassigned', {
  group,
  type: 'warning',
  mail: 'now',
  words: {
    label: 'notices.dispute-unassigned',
    title: 'disputes.mail.unassigned.subject',
    body: 'disputes.mail.unassigned.text',
    action: 'disputes.mail.open',
  },
})

export const disputeAssigned = notice<{
  name: string
  payer: string
  receiver: string
  units: NoticeFact
  quote: string
}>('disputes/assigned', {
  group,
  mail: 'now',
  words: {
    label: 'notices.dispute-assigned',
    title: 'disputes.mail.assigned.subject',
    body: 'disputes.mail.assigned.text',
    action: 'disputes.mail.open',
  },
})

export const disputeMediated = notice<{
  name: string
  payer: string
  receiver: string
  units: NoticeFact
  quote: string
}>('disputes/mediated', {
  group,
  mail: 'now',
  words: {
    label: 'notices.dispute-mediated',
    title: 'disputes.mail.mediated.subject',
    body: 'disputes.mail.mediated.text',
    action: 'disputes.mail.open',
  },
})

export const disputeNoted = notice<{
  name: string
  payer: string
  receiver: string
  units: NoticeFact
  quote: string
}>('disputes/noted', {
  group,
  type: 'message',
  mail: 'soon',
  words: {
    label: 'notices.dispute-noted',
    title: 'disputes.mail.noted.subject',
    body: 'disputes.mail.noted.text',
    action: 'disputes.mail.open',
  },
})

export const disputeKept = notice<{
  name: string
  payer: string
  receiver: string
  units: NoticeFact
  quote: string
}>('disputes/kept', {
  group,
  mail: 'now',
  words: {
    label: 'notices.dispute-kept',
    title: 'disputes.mail.kept.subject',
    body: 'disputes.mail.kept.text',
    action: 'disputes.mail.open',
  },
})

export const disputeReversed = notice<{
  name: string
  payer: string
  receiver: string
  units: NoticeFact
  quote: string
}>('disputes/reversed', {
  group,
  mail: 'now',
  words: {
    label: 'notices.dispute-reversed',
    title: 'disputes.mail.reversed.subject',
    body: 'disputes.mail.reversed.text',
    action: 'disputes.mail.open',
  },
})

export const disputeAdjusted = notice<{
  name: string
  payer: string
  receiver: string
  units: NoticeFact
  quote: string
}>('disputes/adjusted', {
  group,
  mail: 'now',
  words: {
    label: 'notices.dispute-adjusted',
    title: 'disputes.mail.adjusted.subject',
    body: 'disputes.mail.adjusted.text',
    action: 'disputes.mail.open',
  },
})
