import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'identity/provider-not-configured': 'This way of logging in is not offered here.',
  'identity/provider-unavailable':
    'The login service does not answer. Try again in a moment, or log in another way.',
  'identity/provider-cancelled': 'Logging in was interrupted. You can start again.',
  'identity/provider-refused':
    'The login service’s answer could not be verified. Start again; if it happens once more, write to the administrator.',
  'identity/sign-in-expired':
    'This login waited too long, or began in another browser. Start again here.',
  'identity/address-missing':
    'This service passed on no e-mail address. Allow it to share one, or create an account with a password.',
  'identity/link-from-inside':
    'An account with this address exists already. Log in as usual, then add this service under My account, Security.',
  'identity/identity-taken': 'This outside account already opens another account here.',
  'identity/last-identity': 'This is your only way in. Choose a password or a passkey first.',
  'identity.not-a-local-path': 'This return address is not a page of this site.',
  'providers.or': 'or',
  'providers.continue': 'Continue with {provider}',
  'providers.title': 'Linked accounts',
  'providers.hint': 'An account that you have elsewhere can open this one, without a password.',
  'providers.linked-since': 'Linked on {day}',
  'providers.linked': 'That account now opens yours. A message confirms it.',
  'providers.none': 'No outside account opens yours.',
  'providers.link': 'Link {provider}',
  'providers.proof-hint': 'To be sure that it is you. You will then go to {provider}.',
  'providers.go': 'Continue',
  'providers.unlink': 'Unlink',
  'providers.unlink-ask': 'Unlink {provider}?',
  'providers.unlink-text': 'It will no longer open your account. You can link it again.',
  'providers.mail.hello': 'Hello {name},',
  'providers.mail.linked.subject': '{provider} now opens your account',
  'providers.mail.linked.why':
    'Your {provider} account has just been linked to your account: you can log in with it from now on.',
  'providers.mail.unlinked.subject': '{provider} no longer opens your account',
  'providers.mail.unlinked.why':
    'Your {provider} account has just been unlinked: you can no longer log in with it.',
  'providers.mail.action': 'See the security of my account',
  'providers.mail.not-you':
    'Was this not you? Change your password right away, then check what opens your account.',
} as const satisfies Like<typeof fr>
