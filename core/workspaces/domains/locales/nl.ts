import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'domains/bad-domain':
    'Dit is geen bruikbare domeinnaam. Een domein schrijft u als school.example.be, en het moet van u zijn.',
  'domains/own-address': 'Dit is het adres van Socle zelf. Kies een domein dat van u is.',
  'domains/taken': 'Dit domein is al van een andere werkruimte.',
  'domain.mail.hello': 'Dag {name},',
  'domain.mail.missed.subject': 'Het bewijs voor het domein {domain} is verdwenen',
  'domain.mail.missed.why':
    'Het record dat bewijst dat {domain} van “{workspace}” is, is verdwenen. Zet het binnen 7 dagen terug: tot dan werkt alles.',
  'domain.mail.lapsed.subject': '{domain} leidt niet meer naar {workspace}',
  'domain.mail.lapsed.why':
    'Het record ontbreekt al 7 dagen: {domain} leidt niet meer naar “{workspace}”. Zet het terug en controleer opnieuw.',
  'domain.mail.action': 'Het domein bekijken',
  'domain.mail.because': 'U krijgt dit bericht omdat u “{workspace}” beheert.',
  'domain.menu': 'Domein',
  'domain.subtitle': 'Uw publieke pagina en de ingang van de leden, op uw eigen adres.',
  'domain.name': 'Uw domein',
  'domain.name-hint':
    'Bijvoorbeeld ruimte.school.be. U moet de instellingen ervan kunnen wijzigen.',
  'domain.save': 'Verder',
  'domain.record': 'Aan te maken bij uw domeinleverancier',
  'domain.record-hint': 'Geef deze regels aan wie uw domein beheert: ze volstaan.',
  'domain.forward':
    'Dag, kunt u deze twee DNS-records toevoegen? 1) Type TXT, naam {record}, waarde {value}. 2) Type CNAME, naam {domain}, waarde {target}. Het eerste bewijst dat het domein van ons is, het tweede brengt er de bezoekers heen. Bedankt!',
  'domain.copy': 'Bericht klaar om te versturen',
  'domain.record-name': 'Naam',
  'domain.record-value': 'Waarde',
  'domain.points': 'Brengt bezoekers hierheen',
  'domain.proves': 'Bewijst dat het domein van u is',
  'domain.verify': 'Nu controleren',
  'domain.change': 'Een ander domein kiezen',
  'domain.remove': 'Dit domein verwijderen',
  'domain.remove-ask': '{domain} verwijderen?',
  'domain.remove-text': 'Het adres leidt niet meer naar uw werkruimte. Verder verandert er niets.',
  'domain.removed': 'Het domein is verwijderd.',
  'domain.pending': 'Te bewijzen',
  'domain.verified': 'Bevestigd',
  'domain.failing': 'Bewijs verdwenen',
  'domain.found-absent':
    'Het record is nog niet zichtbaar. Dat duurt vaak enkele minuten, soms enkele uren.',
  'domain.found-wrong':
    'Er is een record, maar met een andere waarde. Vergelijk ze teken voor teken.',
  'domain.found-unreachable':
    'De naamserver van dit domein antwoordt niet. Probeer het straks opnieuw.',
  'domain.found-right': '{domain} leidt naar uw werkruimte.',
  'domain.lapses': 'Zet het record terug vóór {day}: daarna leidt het domein niet meer hierheen.',
  'domain.checked': 'Laatst gecontroleerd {when}',
} as const satisfies Like<typeof fr>
