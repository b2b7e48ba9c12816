import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  // in general
  'agenda.title': 'Calendar',
  'agenda.subtitle': 'Your appointments, and when people may ask you.',
  'agenda.coming': 'My appointments',
  'agenda.coming-none': 'No appointment in sight',
  'agenda.coming-none-hint': 'Suggest a time on an offer: the answer arrives here.',
  'agenda.past': 'Past and cancelled',
  'agenda.past-none': 'Nothing past or cancelled.',
  'agenda.download': 'Add to my calendar',
  'agenda.download-one': 'Calendar file',
  'agenda.with': 'with {name}',
  'agenda.hours': 'from {from} to {until}',
  'agenda.state.proposed': 'Waiting for an answer',
  'agenda.state.awaits-me': 'Waiting for your answer',
  'agenda.state.accepted': 'Agreed',
  'agenda.state.declined': 'Declined',
  'agenda.state.cancelled': 'Cancelled',
  'agenda.move.accept': 'Accept',
  'agenda.move.decline': 'Decline',
  'agenda.move.withdraw': 'Withdraw',
  'agenda.move.cancel': 'Cancel',
  'agenda.moved.accept': 'Appointment agreed',
  'agenda.moved.decline': 'Time declined',
  'agenda.moved.withdraw': 'Suggestion withdrawn',
  'agenda.moved.cancel': 'Appointment cancelled',
  'agenda.cancel-ask': 'Cancel the appointment with {name}?',
  'agenda.cancel-ask-text': '{name} will be told by e-mail.',

  // the usual week
  'agenda.week': 'My usual week',
  'agenda.week-hint': 'Tick when you often have time. It commits you to nothing.',
  'agenda.week-of': 'When {name} is available',
  'agenda.week-caption': 'Availability by day and part of the day',
  'agenda.week-none': '{name} has not said when yet.',
  'agenda.week-saved': 'Week saved',
  'agenda.note': 'A remark',
  'agenda.note-example': 'For example: rather after 4 pm',
  'agenda.save': 'Save',
  'agenda.part': 'Part of the day',
  'agenda.part.morning': 'Morning',
  'agenda.part.afternoon': 'Afternoon',
  'agenda.part.evening': 'Evening',
  'agenda.free': 'available',
  'agenda.not-free': 'not available',

  // absences
  'agenda.absences': 'My absences',
  'agenda.absences-hint': 'Holidays and travel: on those days your week does not count.',
  'agenda.absences-none': 'No absence planned.',
  'agenda.absent': 'Away from {from} to {until}',
  'agenda.absent-day': 'Away on {day}',
  'agenda.from-day': 'From',
  'agenda.until-day': 'Until (included)',
  'agenda.add-absence': 'Add the absence',
  'agenda.absence-added': 'Absence added',
  'agenda.remove-absence': 'Remove the absence of {day}',
  'agenda.absence-removed': 'Absence removed',

  // proposing a moment
  'agenda.propose': 'Suggest a time',
  'agenda.propose-to': 'Ask {name} for a time',
  'agenda.day': 'Day',
  'agenda.time': 'Time',
  'agenda.minutes': 'Expected length',
  'agenda.minutes-unit': 'minutes',
  'agenda.place': 'Where?',
  'agenda.place-example': 'For example: at the school gate',
  'agenda.message': 'A few words',
  'agenda.send': 'Send the suggestion',
  'agenda.sent': 'Suggestion sent to {name}',
  'agenda.next': 'Next appointment',
  'agenda.waiting_one': '{count} time is waiting for your answer',
  'agenda.waiting_many': '{count} times are waiting for your answer',
  'agenda.waiting_other': '{count} times are waiting for your answer',
  'agenda.see': 'Open the calendar',

  // the calendar file
  'agenda.calendar.name': 'Mutual help · {school}',
  'agenda.calendar.event': '{title} · {name}',

  // mails
  'agenda.mail.proposed.subject': '{name} suggests a time: {moment}',
  'agenda.mail.proposed.text': '{name} suggests “{title}”, {moment}.\n\n{place}',
  'agenda.mail.accepted.subject': 'Agreed with {name}: {moment}',
  'agenda.mail.accepted.text': '{name} accepts “{title}”, {moment}.\n\n{place}',
  'agenda.mail.declined.subject': '{name} cannot make it: {moment}',
  'agenda.mail.declined.text':
    '{name} cannot make it for “{title}”, {moment}. Suggest another time.',
  'agenda.mail.cancelled.subject': 'Cancelled with {name}: {moment}',
  'agenda.mail.cancelled.text': '“{title}” with {name}, {moment}, will not take place.\n\n{place}',
  'agenda.mail.place': 'Where: {place}',
  'agenda.mail.open': 'Open the calendar',

  // problems
  'agenda/ends-before-it-begins': 'The absence ends before it begins.',
  'agenda/too-many-absences': 'No more than {max} absences at once: remove one first.',
  'agenda/in-the-past': 'That time is over: choose another one.',
  'agenda/offer-not-open': 'This is your own offer.',
  'agenda/already-proposed': 'A time is already waiting for an answer on this offer.',

  // permissions
  'permission.agenda.keep': 'Keep a calendar and suggest times',
} as const satisfies Like<typeof fr>
