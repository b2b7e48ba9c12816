/** What only the server says; it arrives in the reader's language as the title of a problem. */
export default {
  'cross-site': 'Cette demande venait d’un autre site ; elle n’a pas été exécutée.',
  'file-missing': 'Aucun fichier n’est arrivé. Choisissez-en un, puis recommencez.',
  internal:
    'Une erreur s’est produite chez nous. Réessayez ; si elle revient, donnez ce numéro : {requestId}',
  'not-http': 'Cette demande n’est pas lisible : elle ne suit pas le protocole HTTP.',
  'unsupported-media-type': 'Ce type de contenu n’est pas accepté ; envoyez du JSON.',
  'still-running': 'Cette demande est encore en cours. Patientez un instant, puis réessayez.',
  'workspace-closed':
    'Cet espace n’est plus actif : tout peut y être lu et exporté, rien ne peut être changé.',
  'field.invalid_json': 'Ce contenu n’est pas du JSON valide',
} as const
