import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'profile.menu': 'Profile',
  'password.menu': 'Security',
  'menu.devices.title': 'Devices',
  'tokens.menu': 'Tokens',
  'menu.data.title': 'My data',
} as const satisfies Like<typeof fr>
