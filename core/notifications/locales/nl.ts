import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'notices.account': 'Uw account',
  'notices.address-fails.label': 'Uw adres ontvangt onze mails niet meer',
  'notices.address-fails.title': 'Uw adres ontvangt onze mails niet meer',
  'notices.address-fails.body':
    'De server van {address} weigerde een bericht. Kijk uw adres na; intussen staat uw nieuws hier.',
  'notices.title': 'Meldingen',
  'notices.subtitle': 'Wat u aangaat',
  'notices.unread': 'Te lezen',
  'notices.all': 'Alle',
  'notices.archived': 'Gearchiveerd',
  'notices.views': 'Welke meldingen',
  'notices.read-all': 'Alles als gelezen markeren',
  'notices.read-all-done': 'Alles is gelezen.',
  'notices.preferences': 'Mijn keuzes',
  'notices.none-unread': 'U hebt alles gelezen',
  'notices.none-unread-hint': 'Wat u aangaat verschijnt hier, zonder de pagina te herladen.',
  'notices.none': 'Nog niets',
  'notices.none-hint': 'Als iemand u antwoordt of iets vraagt, leest u het hier.',
  'notices.none-archived': 'Niets gearchiveerd',
  'notices.none-archived-hint':
    'Archiveer een melding om ze te bewaren zonder ze in de lijst te zien.',
  'notices.moves': 'Wat te doen met “{title}”',
  'notices.read': 'Als gelezen markeren',
  'notices.unread-again': 'Als ongelezen markeren',
  'notices.archive': 'Archiveren',
  'notices.restore': 'Terug in de lijst zetten',
  'notices.is-unread': 'Ongelezen',
  'notices.urgent': 'Dringend',
  'notices.high': 'Belangrijk',
  'notices.more': 'Meer tonen',
  'notices.see-all': 'Alle meldingen',
} as const satisfies Like<typeof fr>
