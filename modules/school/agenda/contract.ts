/** When neighbours have time for each other: the usual week, absences, moments agreed on. */
import * as z from 'zod/mini'
import { VerifyFirst } from '#core/identity/contract.ts'
import { download, endpoint, event, NotFound, problem, WrongState } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { Party } from '../exchange/contract.ts'
import { NotActive, OtherNotActive } from '../membership/contract.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export const dayparts = ['morning', 'afternoon', 'evening'] as const
export const Weekday = z.enum(weekdays)
export type Weekday = z.output<typeof Weekday>
export type Daypart = (typeof dayparts)[number]
export type Slot = `${Weekday}-${Daypart}`
export const slots = weekdays.flatMap((day) => dayparts.map((part): Slot => `${day}-${part}`))
/** Parts of a usual week, each once: `wed-afternoon`. */
export const Slots = z.array(z.enum(slots)).check(z.maxLength(slots.length))

const Day = z.iso.date().check(z.regex(/^[1-9]\d{3}-/))
const Note = z.string().check(z.trim(), z.maxLength(200))
const Message = z.string().check(z.trim(), z.maxLength(1000))

// ── availability ────────────────────────────────────────────────────────────────────────────────

export const Absence = z.object({ id: z.uuid(), fromDay: z.string(), untilDay: z.string() })
export type Absence = z.output<typeof Absence>

export const Availability = z.object({
  member: Party,
  isMine: z.boolean(),
  /** In the order of the week; empty for who has said nothing. */
  slots: z.array(z.enum(slots)),
  note: z.string(),
  /** Those that have not ended, the first to come first. */
  absences: z.array(Absence),
})
export type Availability = z.output<typeof Availability>

/** Mine, or with `memberId` a neighbour's. */
export const readAvailability = endpoint('GET /agenda/availability', {
  may: 'exchange.read',
  input: z.object({ memberId: z.optional(z.uuid()) }),
  reply: Availability,
  problems: [NotFound],
})
export const changeAvailability = endpoint('PUT /agenda/availability', {
  may: 'agenda.keep',
  input: z.object({ slots: Slots, note: z._default(Note, '') }),
  reply: Availability,
})

export const EndsBeforeItBegins = problem('agenda/ends-before-it-begins', 422)
/** Nobody plans a hundred holidays. */
export const TooManyAbsences = problem<{ max: number }>('agenda/too-many-absences', 409)
export const MOST_ABSENCES = 40

export const addAbsence = endpoint('POST /agenda/absences', {
  may: 'agenda.keep',
  input: z.object({ id: z.optional(z.uuid()), fromDay: Day, untilDay: Day }),
  reply: Availability,
  status: 201,
  problems: [EndsBeforeItBegins, TooManyAbsences],
})
export const removeAbsence = endpoint('DELETE /agenda/absences/{absenceId}', {
  may: 'agenda.keep',
  input: z.object({ absenceId: z.uuid() }),
  reply: Availability,
  problems: [NotFound],
})

// ── appointments ────────────────────────────────────────────────────────────────────────────────

export const AppointmentState = z.enum(['proposed', 'accepted', 'declined', 'cancelled'])
export const AppointmentMove = z.enum(['accept', 'decline', 'withdraw', 'cancel'])

export const Appointment = z.object({
  id: z.uuid(),
  state: AppointmentState,
  /** What it is about, as the offer or the need was called then. */
  title: z.string(),
  offerId: z.nullable(z.uuid()),
  needId: z.nullable(z.uuid()),
  /** The other one of the two. */
  other: Party,
  isProposer: z.boolean(),
  awaitsMe: z.boolean(),
  isPast: z.boolean(),
  startsAt: Instant,
  /** The same moment on the school's clock. */
  day: z.string(),
  time: z.string(),
  endTime: z.string(),
  minutes: z.int(),
  place: z.string(),
  message: z.string(),
  moves: z.array(AppointmentMove),
  createdAt: Instant,
})
export type Appointment = z.output<typeof Appointment>

export const InThePast = problem('agenda/in-the-past', 422)
/** One's own offer, or one that is not published. */
export const OfferNotOpen = problem('agenda/offer-not-open', 422)
export const AlreadyProposed = problem('agenda/already-proposed', 409)

/** A moment as it stands on the school's clock. */
export const moment = {
  day: Day,
  time: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/)),
}
export const ProposedMoment = z.object({
  id: z.optional(z.uuid()),
  offerId: z.uuid(),
  ...moment,
  minutes: z._default(z.int().check(z.minimum(15), z.maximum(600)), 60),
  place: z._default(Note, ''),
  message: z._default(Message, ''),
})

/** Asks an offer's owner for a moment; one proposal at a time for each offer. */
export const proposeMoment = endpoint('POST /agenda/appointments', {
  may: 'agenda.keep',
  input: ProposedMoment,
  reply: Appointment,
  status: 201,
  problems: [NotFound, InThePast, OfferNotOpen, AlreadyProposed, VerifyFirst, NotActive],
  rate: { max: 60, windowMs: HOUR },
})
/** Mine: what is to come by its moment, or with `past` what is over or came to nothing, newest first. */
export const listAppointments = endpoint('GET /agenda/appointments', {
  may: 'exchange.read',
  input: z.object({ past: z._default(z.boolean(), false), ...paging }),
  reply: pageOf(Appointment),
})
const OneAppointment = z.object({ appointmentId: z.uuid() })
export const readAppointment = endpoint('GET /agenda/appointments/{appointmentId}', {
  may: 'exchange.read',
  input: OneAppointment,
  reply: Appointment,
  problems: [NotFound],
})
const appointmentMove = {
  may: 'agenda.keep',
  input: OneAppointment,
  reply: Appointment,
  problems: [NotFound, WrongState],
}
export const acceptMoment = endpoint('POST /agenda/appointments/{appointmentId}/accept', {
  ...appointmentMove,
  problems: [NotFound, WrongState, InThePast, NotActive, OtherNotActive],
})
export const declineMoment = endpoint(
  'POST /agenda/appointments/{appointmentId}/decline',
  appointmentMove,
)
export const withdrawMoment = endpoint(
  'POST /agenda/appointments/{appointmentId}/withdraw',
  appointmentMove,
)
export const cancelMoment = endpoint(
  'POST /agenda/appointments/{appointmentId}/cancel',
  appointmentMove,
)
/** What was agreed, as a calendar file (RFC 5545). */
export const downloadCalendar = download('GET /agenda/calendar', {
  may: 'exchange.read',
  input: z.object({}),
  reply: z.unknown(),
})
export const downloadAppointment = download('GET /agenda/appointments/{appointmentId}/calendar', {
  may: 'exchange.read',
  input: OneAppointment,
  reply: z.unknown(),
  problems: [NotFound],
})

// ── events ──────────────────────────────────────────────────────────────────────────────────────

const AppointmentFacts = z.object({
  appointmentId: z.uuid(),
  proposerId: z.uuid(),
  receiverId: z.uuid(),
  /** Who did it; null when a membership ended. */
  moverId: z.nullable(z.uuid()),
})
export type AppointmentFacts = z.output<typeof AppointmentFacts>
export const momentProposed = event('agenda/moment-proposed', AppointmentFacts)
export const momentAccepted = event('agenda/moment-accepted', AppointmentFacts)
export const momentDeclined = event('agenda/moment-declined', AppointmentFacts)
export const momentCancelled = event('agenda/moment-cancelled', AppointmentFacts)
