import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  // in general
  'agenda.title': 'Agenda',
  'agenda.subtitle': 'Uw afspraken, en wanneer men u iets mag vragen.',
  'agenda.coming': 'Mijn afspraken',
  'agenda.coming-none': 'Geen afspraak in zicht',
  'agenda.coming-none-hint': 'Stel bij een aanbod een moment voor: het antwoord komt hier.',
  'agenda.past': 'Voorbij en geannuleerd',
  'agenda.past-none': 'Niets voorbij of geannuleerd.',
  'agenda.download': 'In mijn kalender zetten',
  'agenda.download-one': 'Kalender',
  'agenda.with': 'met {name}',
  'agenda.hours': 'van {from} tot {until}',
  'agenda.state.proposed': 'Wacht op antwoord',
  'agenda.state.awaits-me': 'Wacht op uw antwoord',
  'agenda.state.accepted': 'Afgesproken',
  'agenda.state.declined': 'Afgewezen',
  'agenda.state.cancelled': 'Geannuleerd',
  'agenda.move.accept': 'Aanvaarden',
  'agenda.move.decline': 'Afwijzen',
  'agenda.move.withdraw': 'Intrekken',
  'agenda.move.cancel': 'Annuleren',
  'agenda.moved.accept': 'Afspraak gemaakt',
  'agenda.moved.decline': 'Moment afgewezen',
  'agenda.moved.withdraw': 'Voorstel ingetrokken',
  'agenda.moved.cancel': 'Afspraak geannuleerd',
  'agenda.cancel-ask': 'De afspraak met {name} annuleren?',
  'agenda.cancel-ask-text': '{name} krijgt het nieuws per e-mail.',

  // the usual week
  'agenda.week': 'Mijn gewone week',
  'agenda.week-hint': 'Vink aan wanneer u vaak tijd hebt. U verbindt zich tot niets.',
  'agenda.week-of': 'Beschikbaarheid van {name}',
  'agenda.week-caption': 'Beschikbaarheid per dag en dagdeel',
  'agenda.week-none': '{name} heeft nog niet gezegd wanneer.',
  'agenda.week-saved': 'Week bewaard',
  'agenda.note': 'Toelichting',
  'agenda.note-example': 'Bijvoorbeeld: liefst na 16 uur',
  'agenda.save': 'Bewaren',
  'agenda.part': 'Dagdeel',
  'agenda.part.morning': 'Voormiddag',
  'agenda.part.afternoon': 'Namiddag',
  'agenda.part.evening': 'Avond',
  'agenda.free': 'beschikbaar',
  'agenda.not-free': 'niet beschikbaar',

  // absences
  'agenda.absences': 'Mijn afwezigheden',
  'agenda.absences-hint': 'Vakantie of op reis: op die dagen telt uw week niet.',
  'agenda.absences-none': 'Geen afwezigheid gepland.',
  'agenda.absent': 'Afwezig van {from} tot en met {until}',
  'agenda.absent-day': 'Afwezig op {day}',
  'agenda.from-day': 'Van',
  'agenda.until-day': 'Tot en met',
  'agenda.add-absence': 'Afwezigheid toevoegen',
  'agenda.absence-added': 'Afwezigheid toegevoegd',
  'agenda.remove-absence': 'Afwezigheid van {day} verwijderen',
  'agenda.absence-removed': 'Afwezigheid verwijderd',

  // proposing a moment
  'agenda.propose': 'Een moment voorstellen',
  'agenda.propose-to': '{name} om een moment vragen',
  'agenda.day': 'Dag',
  'agenda.time': 'Uur',
  'agenda.minutes': 'Verwachte duur',
  'agenda.minutes-unit': 'minuten',
  'agenda.place': 'Waar?',
  'agenda.place-example': 'Bijvoorbeeld: aan de schoolpoort',
  'agenda.message': 'Een woordje',
  'agenda.send': 'Voorstel versturen',
  'agenda.sent': 'Voorstel verstuurd naar {name}',
  'agenda.next': 'Volgende afspraak',
  'agenda.waiting_one': '{count} moment wacht op uw antwoord',
  'agenda.waiting_many': '{count} momenten wachten op uw antwoord',
  'agenda.waiting_other': '{count} momenten wachten op uw antwoord',
  'agenda.see': 'Naar de agenda',

  // the calendar file
  'agenda.calendar.name': 'Burenhulp · {school}',
  'agenda.calendar.event': '{title} · {name}',

  // mails
  'agenda.mail.proposed.subject': '{name} stelt een moment voor: {moment}',
  'agenda.mail.proposed.text': '{name} stelt u “{title}” voor op {moment}.\n\n{place}',
  'agenda.mail.accepted.subject': 'Afgesproken met {name}: {moment}',
  'agenda.mail.accepted.text': '{name} aanvaardt “{title}” op {moment}.\n\n{place}',
  'agenda.mail.declined.subject': '{name} kan niet: {moment}',
  'agenda.mail.declined.text':
    '{name} kan niet voor “{title}” op {moment}. Stel een ander moment voor.',
  'agenda.mail.cancelled.subject': 'Geannuleerd met {name}: {moment}',
  'agenda.mail.cancelled.text': '“{title}” met {name} op {moment} gaat niet door.\n\n{place}',
  'agenda.mail.place': 'Waar: {place}',
  'agenda.mail.open': 'Agenda openen',

  // problems
  'agenda/ends-before-it-begins': 'De afwezigheid eindigt voor ze begint.',
  'agenda/too-many-absences': 'Niet meer dan {max} afwezigheden tegelijk: verwijder er eerst een.',
  'agenda/in-the-past': 'Dat moment is al voorbij: kies een ander.',
  'agenda/offer-not-open': 'Dit is uw eigen aanbod.',
  'agenda/already-proposed': 'Voor dit aanbod wacht al een moment op antwoord.',

  // permissions
  'permission.agenda.keep': 'Een agenda bijhouden en momenten voorstellen',
} as const satisfies Like<typeof fr>
