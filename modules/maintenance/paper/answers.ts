/** What was answered, in the words of a reader who was not there. */
import type { Words } from '#core/mail/api.ts'
import type { StepStanding } from '../executions/contract.ts'
import type { Step } from '../steps/contract.ts'
import type fr from './locales/fr.ts'

export type Say = Words<typeof fr>
export type Written = {
  say: Say
  number(value: number): string
  moment(at: string | Date): string
}

export function answerOf({ say, number }: Written, step: Step, standing: StepStanding): string {
  const { validation } = step
  const { answer, timerMs, photos } = standing
  if (validation.kind === 'timer' && timerMs !== null) {
    const seconds = Math.round(timerMs / 1000)
    return say('reports.paper.timer', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
  }
  const left = photos.filter((it) => it.removedFor === null).length
  if (validation.kind === 'photo') return say('reports.paper.photos', { count: left })
  if (!answer) return say('reports.paper.none')
  switch (answer.kind) {
    case 'measure': {
      const { unit, min, max } = validation.kind === 'measure' ? validation : NO_BOUNDS
      const value = number(answer.value)
      const bounds = boundsOf(say, number, min, max)
      if (bounds === undefined) return say('reports.paper.measure', { value, unit }).trim()
      return say('reports.paper.bounds', { value, unit, bounds })
    }
    case 'choice': {
      const options = validation.kind === 'choice' ? validation.options : []
      return options.find((it) => it.key === answer.option)?.text ?? answer.option
    }
    case 'checklist': {
      const items = validation.kind === 'checklist' ? validation.items : []
      const of = items.length
      return say('reports.paper.checked', { checked: answer.checked.length, of })
    }
    case 'text':
      return answer.text
    case 'signature':
      return say('reports.paper.signed', { name: answer.name })
    case 'scan':
      return answer.code
    case 'aiCheck':
      return say(answer.isFine ? 'reports.paper.ai-fine' : 'reports.paper.ai-wrong')
  }
}

const NO_BOUNDS = { unit: '', min: null, max: null }

function boundsOf(
  say: Say,
  number: Written['number'],
  min: number | null,
  max: number | null,
): string | undefined {
  if (min !== null && max !== null)
    return say('reports.paper.between', { min: number(min), max: number(max) })
  if (min !== null) return say('reports.paper.from', { min: number(min) })
  if (max !== null) return say('reports.paper.until', { max: number(max) })
  return undefined
}
