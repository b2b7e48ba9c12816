import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.help.title': 'Help',
  'menu.help.new': 'Ask for help',
  'menu.tickets.title': 'Requests for help',
  'menu.canned.title': 'Canned answers',
  'menu.canned.hint': 'What is often answered, in three languages.',
  'menu.targets.title': 'Times to answer',
  'menu.targets.hint': 'How soon you answer and settle requests for help.',
  'tickets.may.title': 'Help',
  'tickets.may.open': 'ask for help',
  'tickets.may.work': 'answer requests for help',
  'tickets.may.manage': 'set the times to answer',
  'canned.may.use': 'use canned answers',
  'canned.may.manage': 'share canned answers',
} as const satisfies Like<typeof fr>
