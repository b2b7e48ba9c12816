import type { ReactNode } from 'react'
import { useText } from '#web/text.tsx'
import './agenda.css'
import { dayparts, type Slot, type Weekday, weekdays } from './contract.ts'
import { useWeek } from './week.tsx'
import { agendaTexts } from './texts.tsx'

type GridProps = { caption: string; cell(slot: Slot, day: Weekday): ReactNode }

/** Seven days by three parts: a real table, whose heads a screen reader says with each cell. */
export function WeekTable({ caption, cell }: GridProps) {
  const week = useWeek()
  return (
    <table className="week">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <td />
          {weekdays.map((day) => (
            <th key={day} scope="col">
              <abbr title={week.long(day)}>{week.short(day).replace('.', '')}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {dayparts.map((part) => (
          <tr key={part}>
            <th scope="row">{week.part(part)}</th>
            {weekdays.map((day) => (
              <td key={day}>{cell(`${day}-${part}`, day)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** When somebody usually has time, to look at. */
export function WeekGrid({ slots, caption }: { slots: readonly Slot[]; caption: string }) {
  const text = useText(agendaTexts)
  return (
    <WeekTable
      caption={caption}
      cell={(slot) => {
        const isFree = slots.includes(slot)
        return (
          <span className="week-cell" data-free={isFree || undefined}>
            <span className="unseen">{text(isFree ? 'agenda.free' : 'agenda.not-free')}</span>
          </span>
        )
      }}
    />
  )
}
