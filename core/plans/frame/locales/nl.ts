import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.plans.title': 'Formule',
  'menu.plans.hint': 'Wat gebruikt is en wat overblijft.',
} as const satisfies Like<typeof fr>
