import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.ai.title': 'Assistent',
  'menu.ai.settings': 'Assistent en modellen',
  'menu.ai.settings-hint': 'Wie de antwoorden schrijft, en voor hoeveel.',
  'menu.ai.usage': 'Verbruik van de assistent',
  'menu.ai.usage-hint': 'Wat er gevraagd werd en wat er overblijft.',
  'ai.may-title': 'Assistent',
  'ai.may-ask': 'vragen stellen aan de assistent',
  'ai.may-manage': 'het taalmodel en de limieten ervan kiezen',
  'ai.may-usage': 'zien wat de assistent verbruikt',
} as const satisfies Like<typeof fr>
