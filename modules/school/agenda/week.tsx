/** Days and parts of the week in the person's words. */
import { useFormat } from '#web/format.tsx'
import { intlLocale, useLocale, useText } from '#web/text.tsx'
import { type Daypart, type Weekday, weekdays } from './contract.ts'
import type fr from './locales/fr.ts'
import { agendaTexts } from './texts.tsx'

export const isWeekday = (it: string): it is Weekday => (weekdays as readonly string[]).includes(it)

const partWords = {
  morning: 'agenda.part.morning',
  afternoon: 'agenda.part.afternoon',
  evening: 'agenda.part.evening',
} as const satisfies Record<Daypart, keyof typeof fr>

/** 1 January 2024 was a Monday. */
const noonOf = (day: Weekday) => new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(day), 12))

export function useWeek() {
  const text = useText(agendaTexts)
  const format = useFormat()
  const [locale] = useLocale()
  const named = (weekday: 'long' | 'short' | 'narrow') => {
    const words = new Intl.DateTimeFormat(intlLocale(locale), { weekday, timeZone: 'UTC' })
    return (day: Weekday) => words.format(noonOf(day))
  }
  const long = named('long')
  return {
    /** mercredi */
    long,
    /** mer. */
    short: named('short'),
    part: (part: Daypart) => text(partWords[part]),
    /** mercredi et samedi */
    list: (days: readonly Weekday[]) => format.list(days.map(long)),
  }
}
