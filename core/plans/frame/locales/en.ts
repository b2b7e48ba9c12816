import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.plans.title': 'Plan',
  'menu.plans.hint': 'What is used and what remains.',
} as const satisfies Like<typeof fr>
