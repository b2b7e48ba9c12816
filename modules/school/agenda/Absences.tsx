import { IconTrash } from '@tabler/icons-react'
import { useAction } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { IconButton } from '#web/ui/Button.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { DateField } from '#web/ui/TextField.tsx'
import { useAbsent } from './AvailabilityOf.tsx'
import { type Absence, addAbsence, readAvailability, removeAbsence } from './contract.ts'
import { agendaTexts } from './texts.tsx'

const refreshes = [readAvailability] as const

/** Days away: those to come, and one more. */
export function Absences({ absences }: { absences: readonly Absence[] }) {
  const text = useText(agendaTexts)
  const format = useFormat()
  const absent = useAbsent()
  const add = useAction(addAbsence, { refreshes, done: text('agenda.absence-added') })
  const remove = useAction(removeAbsence, { refreshes, done: text('agenda.absence-removed') })
  return (
    <>
      {absences.length > 0 ? (
        <ul className="absences">
          {absences.map((it) => (
            <li key={it.id}>
              {absent(it)}
              <IconButton
                icon={IconTrash}
                label={text('agenda.remove-absence', { day: format.day(it.fromDay) })}
                onClick={() => remove.run({ absenceId: it.id })}
              />
            </li>
          ))}
        </ul>
      ) : (
        <p className="absences quiet">{text('agenda.absences-none')}</p>
      )}
      <Form action={add} initial={{ fromDay: '', untilDay: '' }} clear>
        <div className="two-fields">
          <DateField name="fromDay" label={text('agenda.from-day')} />
          <DateField name="untilDay" label={text('agenda.until-day')} />
        </div>
        <FormFoot>
          <SubmitButton look="plain">{text('agenda.add-absence')}</SubmitButton>
        </FormFoot>
      </Form>
    </>
  )
}
