export default {
  'files.abilities': 'Fichiers',
  'files.may-upload': 'ajouter des fichiers',
  'files.may-read': 'ouvrir ses fichiers',
} as const
