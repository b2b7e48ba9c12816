import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'operations/not-empty': 'Deze installatie heeft al accounts: de demonstratie wil een lege.',
  'operations.title': 'Installatie',
  'operations.subtitle': 'Het achtergrondwerk van alle werkruimtes',
  'operations.ready': 'Wachtend',
  'operations.running': 'Bezig',
  'operations.dead': 'Opgegeven',
  'operations.letters': 'Opgegeven taken',
  'operations.explained':
    'Een taak wordt na verschillende pogingen opgegeven. Herstel de oorzaak en start ze opnieuw: er gaat niets verloren.',
  'operations.none': 'Geen opgegeven taken',
  'operations.none-explained': 'Alles wat moest gebeuren, is gebeurd.',
  'operations.job': 'Taak',
  'operations.attempts': 'Pogingen',
  'operations.when': 'Opgegeven',
  'operations.retry': 'Opnieuw starten',
  'operations.retried': 'De taak is opnieuw gestart.',
  'operations.discard': 'Laten vallen',
  'operations.discard-ask': 'Deze taak laten vallen? Ze wordt nooit meer geprobeerd.',
  'operations.discarded': 'De taak is afgesloten.',
  'operations.error': 'Laatste fout',
} as const satisfies Like<typeof fr>
