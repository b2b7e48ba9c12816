export default {
  'notices.mail.open': 'Ouvrir',
  'notices.mail.several_one': '{house} : {count} nouvelle',
  'notices.mail.several_many': '{house} : {count} nouvelles',
  'notices.mail.several_other': '{house} : {count} nouvelles',
  'notices.mail.several-title': 'Voici ce qui vous attend',
  'notices.mail.digest': '{house} : votre résumé',
  'notices.mail.digest-title': 'Voici ce que vous n’avez pas encore lu',
  'notices.mail.open-all': 'Tout voir',
  'notices.mail.further_one': 'Et {count} autre nouvelle.',
  'notices.mail.further_many': 'Et {count} autres nouvelles.',
  'notices.mail.further_other': 'Et {count} autres nouvelles.',
  'notices.mail.why': '{house} vous écrit parce que vous en faites partie.',
  'notices.mail.legal':
    '{house} vous écrit parce que vous en faites partie. Ce message doit vous parvenir ; il ne peut pas être désactivé.',
  'notices.mail.choose': 'Choisir mes mails',
  'notices.mail.unsubscribe': 'Ne plus recevoir ces mails',
} as const
