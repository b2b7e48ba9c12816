import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'push.title': 'On your devices',
  'push.hint':
    'A notification appears even while the application is closed. It shows its title, nothing more.',
  'push.add': 'Switch on for this device',
  'push.added': 'This device will show your notifications.',
  'push.refused':
    'Your browser does not allow it. Allow notifications for this site in its settings, then try again.',
  'push.unable':
    'This browser cannot show notifications. On an iPhone, first add the application to the home screen.',
  'push.remove': 'Remove',
  'push.removed': 'This device will show nothing any more.',
  'push.unnamed': 'A browser',
  'push.last': 'Last notification {when}',
  'push.since': 'Switched on {when}',
} as const satisfies Like<typeof fr>
