import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.mails.title': 'Mails',
} as const satisfies Like<typeof fr>
