/** Units as people say them: a unit is a minute of help, so 90 units are 1 h 30. */
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { UNITS_PER_HOUR } from './contract.ts'
import { schoolTexts } from '../texts.tsx'

/** A minus as wide as a figure, so that columns stay straight. */
const minus = (words: string) => words.replace('-', '−')

export function useUnits() {
  const text = useText(schoolTexts)
  const format = useFormat()

  const time = (units: number) => {
    const hours = Math.floor(Math.abs(units) / UNITS_PER_HOUR)
    const rest = Math.abs(units) % UNITS_PER_HOUR
    const minutes = String(rest).padStart(2, '0')
    const words =
      hours === 0
        ? text('exchange.minutes', { minutes: rest })
        : rest === 0
          ? text('exchange.hours', { hours })
          : text('exchange.hours-minutes', { hours, minutes })
    return units < 0 ? `−${words}` : words
  }
  const count = (units: number) => minus(text('exchange.units', { count: units }))

  return {
    /** 2 h · 1 h 30 · 45 min */
    time,
    /** +1 h 30, −45 min */
    signedTime: (units: number) => `${units > 0 ? '+' : ''}${time(units)}`,
    /** 120 unités */
    count,
    /** 2 h · 120 unités */
    both: (units: number) => `${time(units)} · ${count(units)}`,
    /** −60, 0, 1 200 */
    plain: (units: number) => minus(format.number(units)),
    /** +60, −60 */
    signed: (units: number) => minus(format.signed(units)),
  }
}
