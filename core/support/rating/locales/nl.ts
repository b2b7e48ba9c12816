import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'rating/link-wrong':
    'Deze link is onvolledig of werd gewijzigd. Open hem opnieuw vanuit de e-mail die u kreeg.',
  'rating/link-over': 'Deze link is niet meer geldig: hij werkte dertig dagen.',
  'rating.title': 'Bent u tevreden met het antwoord?',
  'rating.about': '{house}, aanvraag nr. {number}: {title}',
  'rating.not-here': 'Uw mening geven',
  'rating.score': 'Uw mening',
  'rating.1': 'Helemaal niet tevreden',
  'rating.2': 'Eerder ontevreden',
  'rating.3': 'Niet tevreden, niet ontevreden',
  'rating.4': 'Eerder tevreden',
  'rating.5': 'Heel tevreden',
  'rating.words': 'Een woordje uitleg, als u wilt',
  'rating.send': 'Mijn mening versturen',
  'rating.thanks': 'Bedankt voor uw mening!',
  'rating.thanks-text': 'Uw antwoord is bewaard: {said}. U mag deze pagina sluiten.',
  'rating.mail.subject': 'Bent u tevreden met het antwoord van {house}?',
  'rating.mail.hello': 'Dag {name},',
  'rating.mail.text':
    'Uw aanvraag nr. {number}, “{title}”, is afgerond. Laat ons met één klik weten of u tevreden bent met het antwoord.',
  'rating.mail.life':
    'De link werkt één keer, dertig dagen lang, zonder wachtwoord. Ontbreekt er nog iets? Schrijf dan in hetzelfde gesprek.',
  'rating.mail.action': 'Mijn mening geven',
  'rating.mail.because': 'U krijgt deze e-mail omdat u naar {house} hebt geschreven.',
} as const satisfies Like<typeof fr>
