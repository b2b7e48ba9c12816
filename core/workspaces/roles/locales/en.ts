import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'roles.title': 'Roles',
  'roles.subtitle': 'Who may do what in this workspace.',
  'roles.level': 'Level',
  'roles.in-module': '{module}: in addition',
  'roles.included': 'Already included in this level.',
  'roles.will-may': '{name} will now be able to:',
  'roles.will-not-may': '{name} will no longer be able to:',
  'roles.who-may-what': 'Who may do what?',
  'roles.may': 'May:',
  'roles.may-not': 'May not:',
  'roles.several':
    'Everybody has one level, and may also have the modules’ own roles. Nobody gives a role above their own, and there is always an owner.',
} as const satisfies Like<typeof fr>
