import { on, onDownload, when } from '#kernel/module.ts'
import * as appointments from './appointments.ts'
import * as availability from './availability.ts'
import { downloadAppointment, downloadCalendar } from './calendar.ts'
import * as agenda from './contract.ts'
import { tellOfAcceptance, tellOfCancellation, tellOfProposal, tellOfRefusal } from './tell.ts'

export const routes = [
  on(agenda.readAvailability, availability.readAvailability),
  on(agenda.changeAvailability, availability.changeAvailability),
  on(agenda.addAbsence, availability.addAbsence),
  on(agenda.removeAbsence, availability.removeAbsence),

  on(agenda.proposeMoment, appointments.proposeMoment),
  on(agenda.listAppointments, appointments.appointments),
  on(agenda.readAppointment, appointments.readAppointment),
  on(agenda.acceptMoment, appointments.acceptMoment),
  on(agenda.declineMoment, appointments.declineMoment),
  on(agenda.withdrawMoment, appointments.withdrawMoment),
  on(agenda.cancelMoment, appointments.cancelMoment),
  onDownload(agenda.downloadCalendar, downloadCalendar),
  onDownload(agenda.downloadAppointment, downloadAppointment),
]

export const jobs = [
  when('school/tell-of-moment', agenda.momentProposed, tellOfProposal),
  when('school/tell-of-agreement', agenda.momentAccepted, tellOfAcceptance),
  when('school/tell-of-declined-moment', agenda.momentDeclined, tellOfRefusal),
  when('school/tell-of-cancelled-moment', agenda.momentCancelled, tellOfCancellation),
]
