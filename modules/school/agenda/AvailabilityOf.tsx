import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { type Absence, readAvailability } from './contract.ts'
import { WeekGrid } from './WeekGrid.tsx'
import { agendaTexts } from './texts.tsx'

/** When a neighbour usually has time, and when he is away. */
export function AvailabilityOf({ memberId }: { memberId: string }) {
  const text = useText(agendaTexts)
  const absent = useAbsent()
  const { member, slots, note, absences } = useRead(readAvailability, { memberId })
  const title = text('agenda.week-of', { name: member.name })
  return (
    <section className="availability" aria-label={title}>
      <h2>{title}</h2>
      {slots.length > 0 ? (
        <WeekGrid slots={slots} caption={text('agenda.week-caption')} />
      ) : (
        <p className="quiet">{text('agenda.week-none', { name: member.name })}</p>
      )}
      {note && <p>{note}</p>}
      {absences.slice(0, 3).map((it) => (
        <p key={it.id} className="hint">
          {absent(it)}
        </p>
      ))}
    </section>
  )
}

/** «Absent du 21 déc. 2026 au 3 janv. 2027» */
export function useAbsent() {
  const text = useText(agendaTexts)
  const format = useFormat()
  return ({ fromDay, untilDay }: Absence) =>
    fromDay === untilDay
      ? text('agenda.absent-day', { day: format.day(fromDay) })
      : text('agenda.absent', { from: format.day(fromDay), until: format.day(untilDay) })
}
