/** Why something was refused, in words: of an event by what was wrong with it, of a call by its problem. */
import { Problem } from '#kernel/contract.ts'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { executionsTexts } from '../executions/texts.tsx'
import type { Item } from './rows.tsx'
import { fieldTexts } from './texts.tsx'

/** Empty where nothing was refused. */
export function useRefusal(item: Pick<Item, 'code' | 'facts'> | undefined): string {
  const text = useText(fieldTexts, executionsTexts)
  const code = item?.code ?? ''
  const problem = useProblemText(code ? new Problem(code, 409, item?.facts) : undefined)
  const ofEvents: Record<string, string> = {
    'executions/closed': text('fieldwork.refusal.closed'),
    'executions/blocked': text('fieldwork.refusal.blocked'),
    'executions/unknown-step': text('fieldwork.refusal.unknown-step'),
    'executions/wrong-answer': text('fieldwork.refusal.wrong-answer'),
    'executions/unsatisfied': text('fieldwork.refusal.unsatisfied'),
    'executions/not-skippable': text('fieldwork.refusal.not-skippable'),
    'executions/unknown-photo': text('fieldwork.refusal.unknown-photo'),
    'executions/unknown-base': text('fieldwork.refusal.unknown-base'),
    'executions/out-of-order': text('fieldwork.refusal.out-of-order'),
    'executions/differs': text('fieldwork.refusal.differs'),
    'executions/too-many': text('fieldwork.refusal.too-many'),
  }
  return ofEvents[code] ?? problem
}
