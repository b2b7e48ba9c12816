import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'profile.menu': 'Profiel',
  'password.menu': 'Beveiliging',
  'menu.devices.title': 'Toestellen',
  'tokens.menu': 'Tokens',
  'menu.data.title': 'Mijn gegevens',
} as const satisfies Like<typeof fr>
