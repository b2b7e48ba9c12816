import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'push.title': 'Op uw toestellen',
  'push.hint':
    'Een melding verschijnt ook als de toepassing gesloten is. Ze toont haar titel, meer niet.',
  'push.add': 'Op dit toestel activeren',
  'push.added': 'Dit toestel toont voortaan uw meldingen.',
  'push.refused':
    'Uw browser staat het niet toe. Sta meldingen voor deze site toe in de instellingen en probeer opnieuw.',
  'push.unable':
    'Deze browser kan geen meldingen tonen. Op een iPhone zet u de toepassing eerst op het beginscherm.',
  'push.remove': 'Verwijderen',
  'push.removed': 'Dit toestel toont niets meer.',
  'push.unnamed': 'Een browser',
  'push.last': 'Laatste melding {when}',
  'push.since': 'Geactiveerd {when}',
} as const satisfies Like<typeof fr>
