import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.messages.title': 'Berichten',
  'menu.messages.new': 'Een bericht schrijven',
  'menu.messages.unread_one': '{count} ongelezen bericht',
  'menu.messages.unread_many': '{count} ongelezen berichten',
  'menu.messages.unread_other': '{count} ongelezen berichten',
  'menu.reports.title': 'Gemelde berichten',
  'menu.reports.hint': 'Beslissen over wat gemeld en verborgen is.',
  'messaging.may.title': 'Berichten',
  'messaging.may.read': 'eigen gesprekken lezen',
  'messaging.may.write': 'andere leden schrijven',
  'messaging.may.moderate': 'beslissen over gemelde berichten',
  'menu.announcements.title': 'Mededelingen',
  'menu.announcements.new': 'Een mededeling schrijven',
  'menu.announcements.desk': 'Mededelingen opvolgen',
  'menu.announcements.hint': 'De rustige uren, de schoolvakanties, de goedkeuring.',
  'announcements.may.read': 'mededelingen lezen',
  'announcements.may.write': 'mededelingen schrijven en zien wie ze las',
  'announcements.may.urgent': 'op elk uur een dringende mededeling versturen',
  'announcements.may.approve': 'mededelingen van anderen goedkeuren en de rustige uren instellen',
  'menu.visitors.title': 'Bezoekers',
  'menu.visitors.hint': 'Wie van buiten kan schrijven, en hoelang dat bewaard wordt.',
  'visitors.may.answer': 'antwoorden aan mensen van buiten',
  'visitors.may.manage': 'de werkruimte openen voor bezoekers en wissen wat zij schreven',
} as const satisfies Like<typeof fr>
