/** What the states of needs and answers are called, and what a need says in one line. */
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import type { Tone } from '#web/ui/Status.tsx'
import { daysIn, bitsOf } from '../agenda/rules.ts'
import { useWeek } from '../agenda/week.tsx'
import { useUnits } from '../exchange/units.tsx'
import type { Answer, Need } from './contract.ts'
import type fr from './locales/fr.ts'
import { needsTexts } from './texts.tsx'

type Key = keyof typeof fr

export const needStateWords = {
  open: { text: 'needs.state.open', tone: 'busy' },
  matched: { text: 'needs.state.matched', tone: 'good' },
  closed: { text: 'needs.state.closed', tone: 'off' },
  expired: { text: 'needs.state.expired', tone: 'off' },
} as const satisfies Record<Need['state'], { text: Key; tone: Tone }>

export const answerStateWords = {
  offered: { text: 'needs.answer-state.offered', tone: 'wait' },
  accepted: { text: 'needs.answer-state.accepted', tone: 'good' },
  declined: { text: 'needs.answer-state.declined', tone: 'off' },
  withdrawn: { text: 'needs.answer-state.withdrawn', tone: 'off' },
} as const satisfies Record<Answer['state'], { text: Key; tone: Tone }>

/** «avant le 1 déc. · environ 1 h 30 · plutôt mercredi» */
export function useWishes() {
  const text = useText(needsTexts)
  const format = useFormat()
  const units = useUnits()
  const week = useWeek()
  return ({ untilDay, units: about, slots }: Need) =>
    [
      untilDay && text('needs.by-day', { day: format.day(untilDay) }),
      about && text('needs.about', { time: units.time(about) }),
      slots.length > 0 && text('needs.on-days', { days: week.list(daysIn(bitsOf(slots))) }),
    ].filter((it): it is string => Boolean(it))
}
