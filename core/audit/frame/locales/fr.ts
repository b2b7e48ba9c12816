export default {
  'menu.acts.title': 'Journal',
  'menu.acts.hint': 'Qui a fait quoi, et quand.',
  'menu.acts.installation': 'Journal',
  'menu.support.title': 'Accès de support',
  'menu.support.hint': 'Laisser entrer une personne de l’équipe technique, pendant une heure.',
  'audit.may.title': 'Journal et support',
  'audit.may.audit-read': 'lire le journal',
  'audit.may.support-read': 'voir si le support a accès',
  'audit.may.support-grant': 'donner accès au support',
} as const
