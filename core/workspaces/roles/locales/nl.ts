import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'roles.title': 'Rollen',
  'roles.subtitle': 'Wie wat mag doen in deze werkruimte.',
  'roles.level': 'Niveau',
  'roles.in-module': '{module}: daarbovenop',
  'roles.included': 'Al inbegrepen in dit niveau.',
  'roles.will-may': '{name} zal voortaan mogen:',
  'roles.will-not-may': '{name} zal niet meer mogen:',
  'roles.who-may-what': 'Wie mag wat?',
  'roles.may': 'Mag:',
  'roles.may-not': 'Mag niet:',
  'roles.several':
    'Iedereen heeft één niveau, en kan daarbovenop de eigen rollen van de modules hebben. Niemand geeft een rol boven de eigen rol, en er blijft altijd een eigenaar.',
} as const satisfies Like<typeof fr>
