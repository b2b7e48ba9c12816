import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.notices.title': 'Notifications',
  'menu.notices.bell_one': 'Notifications: {count} to read',
  'menu.notices.bell_many': 'Notifications: {count} to read',
  'menu.notices.bell_other': 'Notifications: {count} to read',
  'menu.notices.settings-hint': 'What is mailed, and the quiet hours',
  'menu.notices.may': 'Notifications',
  'menu.notices.may-read': 'read what concerns them',
  'menu.notices.may-manage': 'settle what is mailed',
} as const satisfies Like<typeof fr>
