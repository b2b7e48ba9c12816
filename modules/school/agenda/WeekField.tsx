import { FieldFault, type FieldProps, useField } from '#web/ui/Field.tsx'
import { dayparts, type Slot, slots } from './contract.ts'
import { useWeek } from './week.tsx'
import { WeekTable } from './WeekGrid.tsx'

/** The week to tick: a box for each part of each day. */
export function WeekField({ name, label, hint }: FieldProps) {
  const week = useWeek()
  const field = useField({ name, label, hint })
  const chosen = (field.value ?? []) as readonly Slot[]
  const toggle = (slot: Slot) =>
    field.set(slots.filter((it) => chosen.includes(it) !== (it === slot)))
  return (
    <fieldset className="field week-field" id={field.id} tabIndex={-1}>
      <legend>{label}</legend>
      {hint && <p className="hint">{hint}</p>}
      <WeekTable
        caption={label}
        cell={(slot, day) => (
          <label className="week-cell" data-free={chosen.includes(slot) || undefined}>
            <input
              type="checkbox"
              checked={chosen.includes(slot)}
              aria-label={`${week.long(day)}, ${partOf(slot)}`}
              onChange={() => toggle(slot)}
            />
          </label>
        )}
      />
      <FieldFault id={field.id} error={field.error} />
    </fieldset>
  )

  function partOf(slot: Slot) {
    return week.part(dayparts.find((it) => slot.endsWith(it))!).toLocaleLowerCase()
  }
}
