import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'plans.members': 'leden',
  'plans.invitations': 'openstaande uitnodigingen',
  'plans.workspaces': 'werkruimtes per persoon',
  'plans.ai-credits': 'AI-credits per maand',
  'plans.storage': 'ruimte voor bestanden',
  'plans.title': 'Formule',
  'plans.hint': 'Wat gebruikt is en wat overblijft.',
  'plans.used': '{used} gebruikt',
  'plans.of': '{used} van {most}',
  'plans.unlimited': 'onbeperkt',
  'plans.left': 'Nog {left}',
  'plans.near': 'Nog maar {left}: de limiet is bijna bereikt.',
  'plans.full': 'De limiet is bereikt. Wat er is, blijft; er kan niets bij.',
  'plans.beyond': 'U hebt er {used}: alles blijft, er kan niets meer bij.',
  'plans.next': 'Op {day} wordt uw formule “{plan}”. Er wordt niets gewist.',
  'plans.others': 'Alle formules',
  'plans.others-hint':
    'Een limiet houdt alleen toevoegingen tegen: lezen, exporteren en bewaren kan altijd.',
  'plans.holds': 'Huidige formule',
  'plans.only': 'Vrij',
  'plans.only-hint': 'Alles is inbegrepen.',
  'plans.former': 'Vroegere formule',
  'plans.former-hint': 'Ze wordt niet meer aangeboden en blijft hier gelden.',
  'plans.change-hint': 'Wilt u veranderen? Schrijf naar de beheerder van deze installatie.',
  'plans.allows': '{what}: {most}',
  'plans.up-to': 'tot {most}',
  'plans/unknown-plan': 'De formule “{plan}” bestaat niet voor dit soort werkruimte.',
  'plans/nothing-planned': 'Er is geen wijziging gepland.',
} as const satisfies Like<typeof fr>
