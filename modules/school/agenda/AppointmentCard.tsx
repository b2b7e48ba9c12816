import { IconCalendarDown } from '@tabler/icons-react'
import { useAction } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { place } from '#web/http.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useWorkspace } from '#web/session.tsx'
import { intlLocale, useLocale, useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Status, type Tone } from '#web/ui/Status.tsx'
import * as agenda from './contract.ts'
import type fr from './locales/fr.ts'
import { agendaTexts } from './texts.tsx'

const showAppointments = [agenda.listAppointments, agenda.readAppointment] as const

const stateWords = {
  proposed: { text: 'agenda.state.proposed', tone: 'wait' },
  accepted: { text: 'agenda.state.accepted', tone: 'good' },
  declined: { text: 'agenda.state.declined', tone: 'bad' },
  cancelled: { text: 'agenda.state.cancelled', tone: 'off' },
} as const satisfies Record<agenda.Appointment['state'], { text: keyof typeof fr; tone: Tone }>

/** The leaf of a calendar, what was agreed, and what may be done about it. */
export function AppointmentCard({ appointment }: { appointment: agenda.Appointment }) {
  const text = useText(agendaTexts)
  const format = useFormat()
  const [locale] = useLocale()
  const { state, title, other, day, time, endTime, message, awaitsMe, isPast } = appointment
  const { text: stateText, tone } = stateWords[state]
  const month = new Intl.DateTimeFormat(intlLocale(locale), { month: 'short', timeZone: 'UTC' })
  const isOver = isPast || state === 'declined' || state === 'cancelled'
  return (
    <li className="appointment" data-over={isOver || undefined}>
      <span className="appointment-day" aria-hidden="true">
        <strong>{Number(day.slice(8))}</strong>
        {month.format(new Date(`${day}T12:00:00Z`))}
      </span>
      <div className="appointment-text">
        <p className="appointment-title">{title}</p>
        <p>
          {format.longDay(day)}, {text('agenda.hours', { from: time, until: endTime })}
        </p>
        <p className="hint">
          {[text('agenda.with', { name: other.name }), appointment.place]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {message && <p className="hint">{format.quoted(message)}</p>}
        <Status tone={awaitsMe ? 'busy' : tone}>
          {text(awaitsMe ? 'agenda.state.awaits-me' : stateText)}
        </Status>
      </div>
      <Moves appointment={appointment} />
    </li>
  )
}

function Moves({ appointment }: { appointment: agenda.Appointment }) {
  const text = useText(agendaTexts)
  const { slug } = useWorkspace()
  const { id: appointmentId, moves, other, state, isPast } = appointment
  const refreshes = showAppointments
  const accept = useAction(agenda.acceptMoment, { refreshes, done: text('agenda.moved.accept') })
  const decline = useAction(agenda.declineMoment, { refreshes, done: text('agenda.moved.decline') })
  const withdraw = useAction(agenda.withdrawMoment, {
    refreshes,
    done: text('agenda.moved.withdraw'),
  })
  const cancel = useAction(agenda.cancelMoment, { refreshes, done: text('agenda.moved.cancel') })
  const fault = accept.problem ?? decline.problem ?? withdraw.problem ?? cancel.problem
  const problem = useProblemText(fault)
  const input = { appointmentId }
  const callOff = async () => {
    const title = text('agenda.cancel-ask', { name: other.name })
    const words = text('agenda.cancel-ask-text', { name: other.name })
    const confirm = text('agenda.move.cancel')
    if (await ask({ title, text: words, confirm, danger: true })) await cancel.run(input)
  }
  const { address } = place(agenda.downloadAppointment, input, slug)
  return (
    <div className="appointment-moves">
      {moves.includes('accept') && (
        <Button small pending={accept.pending} onClick={() => accept.run(input)}>
          {text('agenda.move.accept')}
        </Button>
      )}
      {moves.includes('decline') && (
        <Button small look="quiet" pending={decline.pending} onClick={() => decline.run(input)}>
          {text('agenda.move.decline')}
        </Button>
      )}
      {moves.includes('withdraw') && (
        <Button small look="quiet" pending={withdraw.pending} onClick={() => withdraw.run(input)}>
          {text('agenda.move.withdraw')}
        </Button>
      )}
      {state === 'accepted' && !isPast && (
        <a className="button small" href={address} download>
          <IconCalendarDown size={18} stroke={1.8} />
          <span>{text('agenda.download-one')}</span>
        </a>
      )}
      {moves.includes('cancel') && (
        <Button small look="quiet" pending={cancel.pending} onClick={callOff}>
          {text('agenda.move.cancel')}
        </Button>
      )}
      {problem && <Notice tone="error">{problem}</Notice>}
    </div>
  )
}
