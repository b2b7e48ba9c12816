/** Days, moments, numbers and money as the person writes them. */
import type { Locale } from '#kernel/text.ts'
import { intlLocale, useTexts } from './text.tsx'

const known = new Map<string, Format>()

type Moment = string | number | Date
/** The widest unit that fits comes first; the figure is its length in seconds. */
const steps = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

const sizes = [
  ['gigabyte', 1_000_000_000],
  ['megabyte', 1_000_000],
  ['kilobyte', 1000],
  ['byte', 1],
] as const

export type Format = ReturnType<typeof createFormat>

export function createFormat(locale: Locale) {
  const intl = intlLocale(locale)
  const day = new Intl.DateTimeFormat(intl, { day: 'numeric', month: 'short', year: 'numeric' })
  const longDay = new Intl.DateTimeFormat(intl, { weekday: 'long', day: 'numeric', month: 'long' })
  const instant = new Intl.DateTimeFormat(intl, { dateStyle: 'medium', timeStyle: 'short' })
  const time = new Intl.DateTimeFormat(intl, { timeStyle: 'short' })
  const number = new Intl.NumberFormat(intl)
  const signed = new Intl.NumberFormat(intl, { signDisplay: 'exceptZero' })
  const percent = new Intl.NumberFormat(intl, { style: 'percent', maximumFractionDigits: 1 })
  const relative = new Intl.RelativeTimeFormat(intl, { numeric: 'auto' })
  const list = new Intl.ListFormat(intl)
  const hour = new Intl.NumberFormat(intl, { style: 'unit', unit: 'hour', unitDisplay: 'short' })
  const minute = new Intl.NumberFormat(intl, {
    style: 'unit',
    unit: 'minute',
    unitDisplay: 'short',
  })
  // A calendar day has no time zone: noon keeps it on its own date everywhere.
  const date = (value: Moment) =>
    typeof value === 'string' && value.length === 10
      ? new Date(`${value}T12:00:00`)
      : new Date(value)

  return {
    /** 21 nov. 2026 */
    day: (value: Moment) => day.format(date(value)),
    /** samedi 21 novembre */
    longDay: (value: Moment) => longDay.format(date(value)),
    /** 21 nov. 2026, 08:30 */
    instant: (value: Moment) => instant.format(date(value)),
    time: (value: Moment) => time.format(date(value)),
    /** il y a 3 heures */
    relative: (value: Moment, now = Date.now()) => {
      const seconds = (date(value).getTime() - now) / 1000
      const step = steps.find(([, length]) => Math.abs(seconds) >= length)
      return step
        ? relative.format(Math.round(seconds / step[1]), step[0])
        : relative.format(0, 'second')
    },
    number: (value: number) => number.format(value),
    /** 2,4 Mo */
    size: (bytes: number) => {
      const [unit, length] = sizes.find(([, least]) => bytes >= least) ?? sizes.at(-1)!
      return new Intl.NumberFormat(intl, {
        style: 'unit',
        unit,
        maximumFractionDigits: bytes >= 10 * length ? 0 : 1,
      }).format(bytes / length)
    },
    /** +60, −30, 0 */
    signed: (value: number) => signed.format(value).replace('-', '−'),
    percent: (share: number) => percent.format(share),
    list: (words: readonly string[]) => list.format(words),
    /** What somebody wrote: « bonjour », “dag” */
    quoted: (words: string) => (intl.startsWith('fr') ? `«\u00A0${words}\u00A0»` : `“${words}”`),
    /** 90 minutes of help: 1 h 30 min */
    units: (minutes: number) => {
      const sign = minutes < 0 ? '−' : ''
      const hours = Math.floor(Math.abs(minutes) / 60)
      const rest = Math.abs(minutes) % 60
      const words = [hours && hour.format(hours), (rest || !hours) && minute.format(rest)]
      return sign + words.filter(Boolean).join(' ')
    },
    /** 812,00 € */
    money: (cents: number, currency = 'EUR') =>
      new Intl.NumberFormat(intl, { style: 'currency', currency }).format(cents / 100),
    compare: new Intl.Collator(intl, { numeric: true, sensitivity: 'base' }).compare,
  }
}

export function useFormat(): Format {
  const { locale } = useTexts()
  const format = known.get(locale) ?? createFormat(locale)
  known.set(locale, format)
  return format
}
