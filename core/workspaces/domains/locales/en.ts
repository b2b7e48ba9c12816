import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'domains/bad-domain':
    'This is not a usable domain name. A domain is written like school.example.be, and must belong to you.',
  'domains/own-address': 'This is the address of Socle itself. Choose a domain of your own.',
  'domains/taken': 'This domain already belongs to another workspace.',
  'domain.mail.hello': 'Hello {name},',
  'domain.mail.missed.subject': 'The proof for the domain {domain} is gone',
  'domain.mail.missed.why':
    'The record that proves {domain} belongs to “{workspace}” is gone. Put it back within 7 days: until then everything works.',
  'domain.mail.lapsed.subject': '{domain} no longer leads to {workspace}',
  'domain.mail.lapsed.why':
    'The record has been missing for 7 days: {domain} no longer leads to “{workspace}”. Put it back, then check again.',
  'domain.mail.action': 'See the domain',
  'domain.mail.because': 'You receive this message because you manage “{workspace}”.',
  'domain.menu': 'Domain',
  'domain.subtitle': 'Your public page and the members’ entrance, at an address of your own.',
  'domain.name': 'Your domain',
  'domain.name-hint': 'For example space.school.be. You need to be able to change its settings.',
  'domain.save': 'Continue',
  'domain.record': 'To create at your domain provider',
  'domain.record-hint': 'Forward these lines to whoever looks after your domain: they are enough.',
  'domain.forward':
    'Hello, could you add these two DNS records? 1) Type TXT, name {record}, value {value}. 2) Type CNAME, name {domain}, value {target}. The first proves that the domain is ours, the second leads visitors there. Thank you!',
  'domain.copy': 'Message ready to send',
  'domain.record-name': 'Name',
  'domain.record-value': 'Value',
  'domain.points': 'Leads visitors here',
  'domain.proves': 'Proves that the domain is yours',
  'domain.verify': 'Check now',
  'domain.change': 'Choose another domain',
  'domain.remove': 'Remove this domain',
  'domain.remove-ask': 'Remove {domain}?',
  'domain.remove-text': 'The address will no longer lead to your workspace. Nothing else changes.',
  'domain.removed': 'The domain is removed.',
  'domain.pending': 'To be proved',
  'domain.verified': 'Verified',
  'domain.failing': 'Proof gone',
  'domain.found-absent':
    'The record cannot be seen yet. It often takes a few minutes, sometimes a few hours.',
  'domain.found-wrong':
    'There is a record, but its value differs. Compare them character by character.',
  'domain.found-unreachable':
    'The name server of this domain does not answer. Try again in a moment.',
  'domain.found-right': '{domain} leads to your workspace.',
  'domain.lapses': 'Put the record back before {day}: after that the domain no longer leads here.',
  'domain.checked': 'Last checked {when}',
} as const satisfies Like<typeof fr>
