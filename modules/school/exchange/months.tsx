import { intlLocale, useLocale } from '#web/text.tsx'

/** The month of a moment, as a heading: «Novembre 2026». */
export function useMonths() {
  const [locale] = useLocale()
  const intl = intlLocale(locale)
  const month = new Intl.DateTimeFormat(intl, { month: 'long', year: 'numeric' })
  return (moment: string) => {
    const words = month.format(new Date(moment))
    return words.charAt(0).toLocaleUpperCase(intl) + words.slice(1)
  }
}
