import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.messages.title': 'Messages',
  'menu.messages.new': 'Write a message',
  'menu.messages.unread_one': '{count} unread message',
  'menu.messages.unread_many': '{count} unread messages',
  'menu.messages.unread_other': '{count} unread messages',
  'menu.reports.title': 'Reported messages',
  'menu.reports.hint': 'Decide on what was reported and hidden.',
  'messaging.may.title': 'Messages',
  'messaging.may.read': 'read one’s conversations',
  'messaging.may.write': 'write to other members',
  'messaging.may.moderate': 'decide on reported messages',
  'menu.announcements.title': 'Announcements',
  'menu.announcements.new': 'Write an announcement',
  'menu.announcements.desk': 'Follow announcements up',
  'menu.announcements.hint': 'Quiet hours, school holidays, approval.',
  'announcements.may.read': 'read announcements',
  'announcements.may.write': 'write announcements and see who has read them',
  'announcements.may.urgent': 'send an urgent announcement at any hour',
  'announcements.may.approve': 'approve what others write and set the quiet hours',
  'menu.visitors.title': 'Visitors',
  'menu.visitors.hint': 'Who may write from outside, and how long it is kept.',
  'visitors.may.answer': 'answer people from outside',
  'visitors.may.manage': 'open the workspace to visitors and erase what they wrote',
} as const satisfies Like<typeof fr>
