import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'identity/provider-not-configured': 'Deze manier van aanmelden wordt hier niet aangeboden.',
  'identity/provider-unavailable':
    'De aanmelddienst antwoordt niet. Probeer het zo meteen opnieuw, of meld u op een andere manier aan.',
  'identity/provider-cancelled': 'Het aanmelden is onderbroken. U kunt opnieuw beginnen.',
  'identity/provider-refused':
    'Het antwoord van de aanmelddienst kon niet worden gecontroleerd. Begin opnieuw; gebeurt het weer, schrijf dan naar de beheerder.',
  'identity/sign-in-expired':
    'Deze aanmelding heeft te lang gewacht of is in een andere browser begonnen. Begin hier opnieuw.',
  'identity/address-missing':
    'Deze dienst gaf geen e-mailadres door. Sta toe dat het gedeeld wordt, of maak een account met een wachtwoord.',
  'identity/link-from-inside':
    'Er bestaat al een account met dit adres. Meld u aan zoals gewoonlijk en voeg deze dienst toe onder Mijn account, Beveiliging.',
  'identity/identity-taken': 'Dit externe account opent hier al een ander account.',
  'identity/last-identity':
    'Dit is uw enige manier om binnen te komen. Kies eerst een wachtwoord of een toegangssleutel.',
  'identity.not-a-local-path': 'Dit terugkeeradres is geen pagina van deze site.',
  'providers.or': 'of',
  'providers.continue': 'Doorgaan met {provider}',
  'providers.title': 'Gekoppelde accounts',
  'providers.hint': 'Een account dat u elders hebt, kan dit account openen, zonder wachtwoord.',
  'providers.linked-since': 'Gekoppeld op {day}',
  'providers.linked': 'Dat account opent voortaan het uwe. Een bericht bevestigt het u.',
  'providers.none': 'Geen enkel extern account opent het uwe.',
  'providers.link': '{provider} koppelen',
  'providers.proof-hint': 'Zo weten we zeker dat u het bent. Daarna gaat u naar {provider}.',
  'providers.go': 'Doorgaan',
  'providers.unlink': 'Ontkoppelen',
  'providers.unlink-ask': '{provider} ontkoppelen?',
  'providers.unlink-text': 'Het opent uw account niet meer. U kunt het later opnieuw koppelen.',
  'providers.mail.hello': 'Dag {name},',
  'providers.mail.linked.subject': '{provider} opent voortaan uw account',
  'providers.mail.linked.why':
    'Uw account bij {provider} is zonet aan uw account gekoppeld: u kunt zich er voortaan mee aanmelden.',
  'providers.mail.unlinked.subject': '{provider} opent uw account niet meer',
  'providers.mail.unlinked.why':
    'Uw account bij {provider} is zonet ontkoppeld: u kunt zich er niet meer mee aanmelden.',
  'providers.mail.action': 'De beveiliging van mijn account bekijken',
  'providers.mail.not-you':
    'Was u dit niet? Wijzig meteen uw wachtwoord en kijk daarna na wat uw account opent.',
} as const satisfies Like<typeof fr>
