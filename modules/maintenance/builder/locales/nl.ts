import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'builder.title': 'De procedure schrijven',
  'builder.about': 'De procedure',
  'builder.description': 'In enkele zinnen',
  'builder.description-hint': 'Wanneer men ze uitvoert, wat men meeneemt, wat gevaarlijk kan zijn.',
  'builder.commas': 'Scheid ze met komma’s.',
  'builder.note': 'Wat verandert',
  'builder.note-hint': 'Voor de nalezer, en voor wie de vorige versie kent.',
  'builder.first': 'De eerste stap',
  'builder.first-hint': 'Voeg een stap toe: titel, instructie, bewijs.',
  'builder.title-example': 'Bijvoorbeeld: afwezigheid van spanning controleren',
  'builder.untitled': 'Zonder titel',
  'builder.incomplete': 'aan te vullen',
  'builder.add': 'Stap toevoegen',
  'builder.up': 'Stap naar boven',
  'builder.down': 'Stap naar beneden',
  'builder.copy': 'Stap dupliceren',
  'builder.remove': 'Stap verwijderen',
  'builder.keys': 'Sleep, of Alt + ↑ ↓ op een stap.',
  'builder.preview': 'Op de telefoon',
  'builder.step-of': 'Stap {place} van {count}',
  'builder.file': 'Bestand',
  'builder.file-remove': '{name} weghalen',
  'builder.saved': 'bewaard',
  'builder.unsaved': 'wijzigingen te bewaren',
  'builder.saving': 'bezig met bewaren…',
  'builder.waiting': 'offline: op dit toestel bewaard',
  'builder.refused': 'niet bewaard: bekijk de melding',
  'builder.discard': 'Ontwerp opgeven',
  'builder.discard-ask': 'Dit ontwerp opgeven?',
  'builder.discard-ask-text': 'Wat erin staat verdwijnt; gepubliceerde versies blijven.',
  'builder.discarded': 'Ontwerp opgegeven',
  'builder.no-draft': 'Geen open ontwerp',
  'builder.no-draft-hint':
    'Begin een nieuwe versie vanuit de procedure, of neem die in nalezing terug.',
  'builder.met':
    '{name} bewaarde tegelijk met u. Beide teksten zijn samengebracht, niets is verloren.',
  'builder.met-twice_one': '{count} stap die u allebei wijzigde staat er tweemaal: hou de juiste.',
  'builder.met-twice_many':
    '{count} stappen die u allebei wijzigde staan er tweemaal: hou de juiste.',
  'builder.met-twice_other':
    '{count} stappen die u allebei wijzigde staan er tweemaal: hou de juiste.',
  'builder.met-field': '{field}, aan de andere kant: {words}',
  'builder.somebody': 'Iemand',
  'builder.understood': 'Begrepen',
} as const satisfies Like<typeof fr>
