import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.operations.health': 'Gezondheid',
  'menu.operations.title': 'Installatie',
} as const satisfies Like<typeof fr>
