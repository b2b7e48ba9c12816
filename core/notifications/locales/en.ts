import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'notices.account': 'Your account',
  'notices.address-fails.label': 'Your address no longer receives our mails',
  'notices.address-fails.title': 'Your address no longer receives our mails',
  'notices.address-fails.body':
    'The server of {address} refused a message. Please check your address; meanwhile your news stays here.',
  'notices.title': 'Notifications',
  'notices.subtitle': 'What concerns you',
  'notices.unread': 'To read',
  'notices.all': 'All',
  'notices.archived': 'Archived',
  'notices.views': 'Which notifications',
  'notices.read-all': 'Mark all as read',
  'notices.read-all-done': 'Everything is read.',
  'notices.preferences': 'My choices',
  'notices.none-unread': 'You have read everything',
  'notices.none-unread-hint': 'What concerns you will appear here, without reloading the page.',
  'notices.none': 'Nothing yet',
  'notices.none-hint': 'When somebody answers you or asks you something, you will read it here.',
  'notices.none-archived': 'Nothing archived',
  'notices.none-archived-hint':
    'Archive a notification to keep it at hand without seeing it in the list.',
  'notices.moves': 'What to do with “{title}”',
  'notices.read': 'Mark as read',
  'notices.unread-again': 'Mark as unread',
  'notices.archive': 'Archive',
  'notices.restore': 'Put back in the list',
  'notices.is-unread': 'Unread',
  'notices.urgent': 'Urgent',
  'notices.high': 'Important',
  'notices.more': 'Show more',
  'notices.see-all': 'All notifications',
} as const satisfies Like<typeof fr>
