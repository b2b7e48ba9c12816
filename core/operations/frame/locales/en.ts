import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.operations.health': 'Health',
  'menu.operations.title': 'Installation',
} as const satisfies Like<typeof fr>
