import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.calendar.title': 'Hours and holidays',
  'menu.calendar.hint': 'When you work: deadlines are counted in working hours.',
  'calendar.may.title': 'Opening hours',
  'calendar.may.read': 'see the opening hours',
  'calendar.may.manage': 'set the hours and the days off',
} as const satisfies Like<typeof fr>
