/** Why something fits, in a few words: «même catégorie · disponible mercredi». */
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { useWeek } from '../agenda/week.tsx'
import type { Reasons } from './contract.ts'
import { needsTexts } from './texts.tsx'

export function useReasons(days: 'needs.reason.days' | 'needs.reason.fits-days') {
  const text = useText(needsTexts)
  const format = useFormat()
  const week = useWeek()
  return (reasons: Reasons) =>
    [
      reasons.category && text('needs.reason.category'),
      reasons.words.length > 0 && text('needs.reason.words', { words: format.list(reasons.words) }),
      reasons.days.length > 0 && text(days, { days: week.list(reasons.days) }),
    ]
      .filter(Boolean)
      .join(' · ')
}
