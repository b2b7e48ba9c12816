export default {
  'menu.calendar.title': 'Heures et jours fériés',
  'menu.calendar.hint': 'Quand vous travaillez : les délais se comptent en heures ouvrées.',
  'calendar.may.title': 'Heures d’ouverture',
  'calendar.may.read': 'voir les heures d’ouverture',
  'calendar.may.manage': 'régler les heures et les jours de fermeture',
} as const
