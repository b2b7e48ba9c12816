export default {
  'operations/not-empty':
    'Cette installation a déjà des comptes : la démonstration en veut une vide.',
  'operations.title': 'Installation',
  'operations.subtitle': 'Le travail en arrière-plan de tous les espaces',
  'operations.ready': 'En attente',
  'operations.running': 'En cours',
  'operations.dead': 'Abandonnées',
  'operations.letters': 'Tâches abandonnées',
  'operations.explained':
    'Une tâche est abandonnée après plusieurs essais. Réparez la cause, puis relancez-la : rien n’est perdu.',
  'operations.none': 'Aucune tâche abandonnée',
  'operations.none-explained': 'Tout ce qui devait se faire a été fait.',
  'operations.job': 'Tâche',
  'operations.attempts': 'Essais',
  'operations.when': 'Abandonnée',
  'operations.retry': 'Relancer',
  'operations.retried': 'La tâche est relancée.',
  'operations.discard': 'Renoncer',
  'operations.discard-ask': 'Renoncer à cette tâche ? Elle ne sera plus jamais tentée.',
  'operations.discarded': 'La tâche est classée.',
  'operations.error': 'Dernière erreur',
} as const
