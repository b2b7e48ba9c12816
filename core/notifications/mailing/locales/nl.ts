import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'notices.mail.open': 'Openen',
  'notices.mail.several_one': '{house}: {count} nieuwtje',
  'notices.mail.several_many': '{house}: {count} nieuwtjes',
  'notices.mail.several_other': '{house}: {count} nieuwtjes',
  'notices.mail.several-title': 'Dit wacht op u',
  'notices.mail.digest': '{house}: uw overzicht',
  'notices.mail.digest-title': 'Dit hebt u nog niet gelezen',
  'notices.mail.open-all': 'Alles bekijken',
  'notices.mail.further_one': 'En nog {count} bericht.',
  'notices.mail.further_many': 'En nog {count} berichten.',
  'notices.mail.further_other': 'En nog {count} berichten.',
  'notices.mail.why': '{house} schrijft u omdat u erbij hoort.',
  'notices.mail.legal':
    '{house} schrijft u omdat u erbij hoort. Dit bericht moet u bereiken; het kan niet worden uitgeschakeld.',
  'notices.mail.choose': 'Mijn mails kiezen',
  'notices.mail.unsubscribe': 'Deze mails niet meer ontvangen',
} as const satisfies Like<typeof fr>
