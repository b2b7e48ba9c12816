import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.ai.title': 'Assistant',
  'menu.ai.settings': 'Assistant and models',
  'menu.ai.settings-hint': 'Who writes the answers, and for how much.',
  'menu.ai.usage': 'Use of the assistant',
  'menu.ai.usage-hint': 'What was asked and what is left.',
  'ai.may-title': 'Assistant',
  'ai.may-ask': 'ask the assistant questions',
  'ai.may-manage': 'choose the language model and its limits',
  'ai.may-usage': 'see what the assistant uses',
} as const satisfies Like<typeof fr>
