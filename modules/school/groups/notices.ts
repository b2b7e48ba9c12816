/** What people are told of group exchanges. */
import { notice, type NoticeFact } from '#kernel/contract.ts'

const group = 'notices.groups'

export const groupPreparedNotice = notice<{
  title: string
  name: string
  units: NoticeFact
  most: NoticeFact
}>('groups/prepared', {
  group,
  mail: 'now',
  words: {
    label: 'notices.group-prepared',
    title: 'groups.mail.prepared.subject',
    body: 'groups.mail.prepared.text',
    action: 'groups.mail.open',
  },
})

export const groupAskedNotice = notice<{
  title: string
  name: string
  units: NoticeFact
  most: NoticeFact
}>('groups/asked', {
  group,
  mail: 'now',
  words: {
    label: 'notices.group-asked',
    title: 'groups.mail.asked.subject',
    body: 'groups.mail.asked.text',
    action: 'groups.mail.open',
  },
})

export const groupClosedNotice = notice<{
  title: string
  name: string
  units: NoticeFact
  most: NoticeFact
}>('groups/closed', {
  group,
  type: 'success',
  mail: 'soon',
  words: {
    label: 'notices.group-closed',
    title: 'groups.mail.closed.subject',
    body: 'groups.mail.closed.text',
    action: 'groups.mail.open',
  },
})
