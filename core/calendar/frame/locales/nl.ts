import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.calendar.title': 'Openingsuren en feestdagen',
  'menu.calendar.hint': 'Wanneer u werkt: termijnen tellen in werkuren.',
  'calendar.may.title': 'Openingsuren',
  'calendar.may.read': 'de openingsuren zien',
  'calendar.may.manage': 'de uren en sluitingsdagen instellen',
} as const satisfies Like<typeof fr>
