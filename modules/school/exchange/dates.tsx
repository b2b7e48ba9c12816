/** Dates of a statement: months as headings, days as short as they can be. */
import { intlLocale, useLocale } from '#web/text.tsx'

export function useDates() {
  const [locale] = useLocale()
  const intl = intlLocale(locale)
  const month = new Intl.DateTimeFormat(intl, { month: 'long', year: 'numeric' })
  const day = new Intl.DateTimeFormat(intl, { day: 'numeric', month: 'short' })
  const fullDay = new Intl.DateTimeFormat(intl, { dateStyle: 'medium' })
  return {
    /** Novembre 2026 */
    month: (moment: string) => {
      const words = month.format(new Date(moment))
      return words.charAt(0).toLocaleUpperCase(intl) + words.slice(1)
    },
    /** 16 nov., with the year when it is not this one; never broken over two lines. */
    day: (moment: string) => {
      const date = new Date(moment)
      const isThisYear = date.getFullYear() === new Date().getFullYear()
      return (isThisYear ? day : fullDay).format(date).replaceAll(' ', '\u00a0')
    },
  }
}
