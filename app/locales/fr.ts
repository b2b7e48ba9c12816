/** What only the server says; it arrives in the reader's language as the title of a problem. */
export default {
  'cross-site': 'Cette demande venait d’un autre site ; elle n’a pas été exécutée.',
  'file-missing': 'Aucun fichier n’est arrivé. Choisissez-en un, puis recommencez.',
  internal:
    'Une erreur s’est produite chez nous. Réessayez ; si elle revient, donnez ce numéro : {requestId}',
  'not-http': 'Cette demande n’est pas lisible : elle ne suit pas le protocole HTTP.',
  'unsupported-media-type': 'Ce type de contenu n’est pas accepté ; envoyez du JSON.',
  'still-running': 'Cette demande est encore en cours. Patientez un instant, puis réessayez.',
  'workspace-unpaid':
    'Cet espace est suspendu, un paiement manque : tout peut y être lu et exporté, rien ne peut être changé. Il rouvre dès que le paiement est réglé.',
  'workspace-blocked':
    'Cet espace est suspendu par l’administration de l’installation : tout peut y être lu et exporté, rien ne peut être changé. Écrivez-lui pour en parler.',
  'workspace-paused':
    'Cet espace est en pause : tout peut y être lu et exporté, rien ne peut être changé. Un propriétaire peut lever la pause dans les réglages.',
  'workspace-cancelled':
    'Cet espace est fermé et sera bientôt effacé : tout peut y être lu et exporté, rien ne peut être changé. Un propriétaire peut encore le reprendre dans les réglages.',
  'workspace-closed':
    'Cet espace n’est plus actif : tout peut y être lu et exporté, rien ne peut être changé.',
  'field.invalid_json': 'Ce contenu n’est pas du JSON valide',
} as const
