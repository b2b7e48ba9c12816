import { useId } from 'react'
import { DAY } from '#kernel/time.ts'
import { useText } from '#web/text.tsx'
import { useDates } from '../exchange/dates.tsx'
import { useUnits } from '../exchange/units.tsx'
import './statements.css'
import { statementsTexts } from './texts.tsx'

type Day = { day: string; balance: number }
type ChartProps = {
  days: readonly Day[]
  opening: number
  closing: number
  ends: string
  lowest: number
  highest: number
  lowWarning: number
  highWarning: number
}

const WIDTH = 480
const HEIGHT = 230
const LEFT = 46
const BOTTOM = 26

/** The balance as steps between the limits; the same in words for who does not see it. */
export function BalanceChart({ days, opening, closing, ends, ...limits }: ChartProps) {
  const text = useText(statementsTexts)
  const units = useUnits()
  const dates = useDates()
  const id = useId()
  const first = days[0]!
  const from = Date.parse(first.day)
  const span = Math.max(DAY, Date.parse(ends) - from)
  const all = [opening, ...days.map((it) => it.balance)]
  // Whoever stands beyond a limit that was lowered is on the picture too.
  const lowest = Math.min(limits.lowest, ...all)
  const highest = Math.max(limits.highest, lowest + 1, ...all)
  const x = (day: string) => LEFT + ((Date.parse(day) - from) / span) * (WIDTH - LEFT - 8)
  const y = (balance: number) =>
    8 + ((highest - balance) / (highest - lowest)) * (HEIGHT - BOTTOM - 8)
  const line = days
    .map(({ day, balance }) => `H${x(day).toFixed(1)}V${y(balance).toFixed(1)}`)
    .join('')
  const path = `M${LEFT} ${y(opening).toFixed(1)}${line}H${WIDTH - 8}`
  const words = text('statements.chart-text', {
    from: dates.day(first.day),
    until: dates.day(ends),
    opening: units.plain(opening),
    closing: units.plain(closing),
    least: units.plain(Math.min(...all)),
    most: units.plain(Math.max(...all)),
  })
  const marks = [...new Set([limits.highest, 0, limits.lowest])]
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={id}>
        <title id={id}>{words}</title>
        <rect
          className="chart-band"
          x={LEFT}
          width={WIDTH - LEFT - 8}
          y={y(highest)}
          height={Math.max(0, y(limits.highWarning) - y(highest))}
        />
        <rect
          className="chart-band"
          x={LEFT}
          width={WIDTH - LEFT - 8}
          y={y(limits.lowWarning)}
          height={Math.max(0, y(lowest) - y(limits.lowWarning))}
        />
        {marks.map((it) => (
          <g key={it} className={it === 0 ? 'chart-zero' : 'chart-limit'}>
            <line x1={LEFT} x2={WIDTH - 8} y1={y(it)} y2={y(it)} />
            <text x={LEFT - 6} y={y(it) + 4} textAnchor="end">
              {units.plain(it)}
            </text>
          </g>
        ))}
        <path className="chart-line" d={path} />
        <circle className="chart-now" cx={WIDTH - 8} cy={y(closing)} r={5} />
        <text x={LEFT} y={HEIGHT - 4}>
          {dates.day(first.day)}
        </text>
        <text x={WIDTH - 8} y={HEIGHT - 4} textAnchor="end">
          {dates.day(ends)}
        </text>
      </svg>
    </figure>
  )
}
