/** What stands above the assistant's answers in a house that maintains installations, whatever a model says. */
import type { Judge } from '#kernel/module.ts'
import { isUncited, speaksOfDanger } from './rules.ts'

/** Electrical danger: stop, and make it safe first. Work that no document describes: not without a procedure. */
export const judgeAdvice: Judge = ({ text, isAnswer, sources }) => {
  if (speaksOfDanger(text)) return { say: 'advice.danger', to: '/advice/lock-out' }
  if (isAnswer && isUncited(text, sources.length))
    return { say: 'advice.uncited', to: '/procedures' }
  return null
}
