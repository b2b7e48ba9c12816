import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.help.title': 'Hulp',
  'menu.help.new': 'Hulp vragen',
  'menu.tickets.title': 'Hulpaanvragen',
  'menu.canned.title': 'Standaardantwoorden',
  'menu.canned.hint': 'Wat vaak geantwoord wordt, in drie talen.',
  'menu.targets.title': 'Antwoordtermijnen',
  'menu.targets.hint': 'Hoe snel u hulpaanvragen beantwoordt en oplost.',
  'tickets.may.title': 'Hulp',
  'tickets.may.open': 'hulp vragen',
  'tickets.may.work': 'hulpaanvragen beantwoorden',
  'tickets.may.manage': 'de antwoordtermijnen instellen',
  'canned.may.use': 'standaardantwoorden gebruiken',
  'canned.may.manage': 'standaardantwoorden delen',
} as const satisfies Like<typeof fr>
