import type * as z from 'zod/mini'
import { useText } from '#web/text.tsx'
import { supportTexts } from '../texts.tsx'
import type { Step } from './contract.ts'
import { categories, priorities, steps } from './rules.ts'

/** «Alix a pris la demande», «le délai était dépassé»: one line of the history. */
export function StepWords({ step: { what, who, detail } }: { step: z.output<typeof Step> }) {
  const text = useText(supportTexts)
  const known = steps.find((it) => it === what)
  if (!known) return null
  const name = who ?? text('tickets.step.nobody')
  const priority = priorities.find((it) => it === detail)
  const category = categories.find((it) => it === detail)
  if (known === 'priority' && priority)
    return text('tickets.step.priority', { name, to: text(`tickets.priority.${priority}`) })
  if (known === 'category' && category)
    return text('tickets.step.category', { name, to: text(`tickets.category.${category}`) })
  if (known === 'assigned')
    return detail
      ? text('tickets.step.assigned', { name, to: detail })
      : text('tickets.step.unassigned', { name })
  if (known === 'close' && who === null) return text('tickets.step.closed-alone')
  if (known === 'priority' || known === 'category') return null
  return text(`tickets.step.${known}`, { name, number: detail ?? '' })
}
