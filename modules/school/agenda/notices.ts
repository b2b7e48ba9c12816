/** What people are told of moments. */
import { notice, type NoticeFact } from '#kernel/contract.ts'

const group = 'notices.agenda'

export const momentAsked = notice<{
  name: string
  title: string
  moment: NoticeFact
  place: NoticeFact
  quote: string
}>('agenda/moment-proposed', {
  group,
  mail: 'now',
  words: {
    label: 'notices.moment-proposed',
    title: 'agenda.mail.proposed.subject',
    body: 'agenda.mail.proposed.text',
    action: 'agenda.mail.open',
  },
})

export const momentAgreed = notice<{
  name: string
  title: string
  moment: NoticeFact
  place: NoticeFact
  quote: string
}>('agenda/moment-accepted', {
  group,
  type: 'success',
  mail: 'now',
  words: {
    label: 'notices.moment-accepted',
    title: 'agenda.mail.accepted.subject',
    body: 'agenda.mail.accepted.text',
    action: 'agenda.mail.open',
  },
})

export const momentRefused = notice<{
  name: string
  title: string
  moment: NoticeFact
  place: NoticeFact
  quote: string
}>('agenda/moment-declined', {
  group,
  type: 'warning',
  mail: 'now',
  words: {
    label: 'notices.moment-declined',
    title: 'agenda.mail.declined.subject',
    body: 'agenda.mail.declined.text',
    action: 'agenda.mail.open',
  },
})

export const momentDropped = notice<{
  name: string
  title: string
  moment: NoticeFact
  place: NoticeFact
  quote: string
}>('agenda/moment-cancelled', {
  group,
  type: 'warning',
  priority: 'high',
  mail: 'now',
  words: {
    label: 'notices.moment-cancelled',
    title: 'agenda.mail.cancelled.subject',
    body: 'agenda.mail.cancelled.text',
    action: 'agenda.mail.open',
  },
})
