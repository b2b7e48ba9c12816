import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'mails.title': 'Mails',
  'mails.subtitle': 'What the installation has sent, and what has not arrived.',
  'mails.hidden':
    'Mails truly leave: what they say is not shown, because their links open accounts.',
  'mails.shown': 'No mail server is configured: nothing leaves, every mail is read here.',
  'mails.search': 'Address',
  'mails.state': 'State',
  'mails.queued': 'Waiting',
  'mails.sent': 'Sent',
  'mails.failed': 'Failed',
  'mails.refused': 'Refused',
  'mails.to': 'To',
  'mails.subject': 'Subject',
  'mails.of-a-workspace': 'Mail of a workspace',
  'mails.when': 'When',
  'mails.next': 'Next attempt {when}',
  'mails.given-up': 'Not tried any more',
  'mails.retry': 'Try again',
  'mails.retried': 'The mail is on its way again.',
  'mails.none': 'No mails',
  'mails.none-hint': 'Register somebody or send an invitation: the mail will appear here.',
  'mails.none-found': 'No mail matches',
  'mails.none-found-hint': 'Change the state or the address.',
  'mails.more': 'Show earlier ones',
} as const satisfies Like<typeof fr>
