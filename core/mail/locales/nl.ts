import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'mails.title': 'Mails',
  'mails.subtitle': 'Wat de installatie verstuurde, en wat niet is aangekomen.',
  'mails.hidden':
    'De mails vertrekken echt: hun inhoud wordt niet getoond, omdat hun links accounts openen.',
  'mails.shown': 'Er is geen mailserver ingesteld: niets vertrekt, elke mail is hier te lezen.',
  'mails.search': 'Adres',
  'mails.state': 'Status',
  'mails.queued': 'Wacht',
  'mails.sent': 'Verstuurd',
  'mails.failed': 'Mislukt',
  'mails.refused': 'Geweigerd',
  'mails.to': 'Aan',
  'mails.subject': 'Onderwerp',
  'mails.of-a-workspace': 'E-mail van een werkruimte',
  'mails.when': 'Wanneer',
  'mails.next': 'Nieuwe poging {when}',
  'mails.given-up': 'Wordt niet meer geprobeerd',
  'mails.retry': 'Opnieuw proberen',
  'mails.retried': 'De mail is opnieuw op weg.',
  'mails.none': 'Geen mails',
  'mails.none-hint': 'Schrijf iemand in of stuur een uitnodiging: de mail verschijnt hier.',
  'mails.none-found': 'Geen mail gevonden',
  'mails.none-found-hint': 'Wijzig de status of het gezochte adres.',
  'mails.more': 'Vorige tonen',
} as const satisfies Like<typeof fr>
