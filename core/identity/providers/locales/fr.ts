/** Words of signing in elsewhere. */
export default {
  'identity/provider-not-configured': 'Cette manière de se connecter n’est pas proposée ici.',
  'identity/provider-unavailable':
    'Le service de connexion ne répond pas. Réessayez dans un instant, ou connectez-vous autrement.',
  'identity/provider-cancelled': 'La connexion a été interrompue. Vous pouvez recommencer.',
  'identity/provider-refused':
    'La réponse du service de connexion n’a pas pu être vérifiée. Recommencez ; si cela se répète, écrivez à l’administrateur.',
  'identity/sign-in-expired':
    'Cette connexion a trop attendu, ou elle a commencé dans un autre navigateur. Recommencez ici.',
  'identity/address-missing':
    'Ce service n’a pas transmis d’adresse e-mail. Autorisez-le à la partager, ou créez un compte avec un mot de passe.',
  'identity/link-from-inside':
    'Un compte existe déjà avec cette adresse. Connectez-vous comme d’habitude, puis ajoutez ce service dans Mon compte, Sécurité.',
  'identity/identity-taken': 'Ce compte extérieur ouvre déjà un autre compte ici.',
  'identity/last-identity':
    'C’est votre seul moyen d’entrer. Choisissez d’abord un mot de passe ou une clé d’accès.',
  'identity.not-a-local-path': 'Cette adresse de retour n’est pas une page de ce site.',
  'providers.or': 'ou',
  'providers.continue': 'Continuer avec {provider}',
  'providers.title': 'Comptes liés',
  'providers.hint': 'Un compte que vous avez ailleurs peut ouvrir celui-ci, sans mot de passe.',
  'providers.linked-since': 'Lié le {day}',
  'providers.linked': 'Ce compte ouvre désormais le vôtre. Un message vous le confirme.',
  'providers.none': 'Aucun compte extérieur n’ouvre le vôtre.',
  'providers.link': 'Lier {provider}',
  'providers.proof-hint': 'Pour être sûrs que c’est vous. Vous irez ensuite chez {provider}.',
  'providers.go': 'Continuer',
  'providers.unlink': 'Délier',
  'providers.unlink-ask': 'Délier {provider} ?',
  'providers.unlink-text': 'Il n’ouvrira plus votre compte. Vous pourrez le lier à nouveau.',
  'providers.mail.hello': 'Bonjour {name},',
  'providers.mail.linked.subject': '{provider} ouvre désormais votre compte',
  'providers.mail.linked.why':
    'Votre compte {provider} vient d’être lié à votre compte : il permet désormais de vous connecter.',
  'providers.mail.unlinked.subject': '{provider} n’ouvre plus votre compte',
  'providers.mail.unlinked.why':
    'Votre compte {provider} vient d’être délié : il ne permet plus de vous connecter.',
  'providers.mail.action': 'Voir la sécurité de mon compte',
  'providers.mail.not-you':
    'Ce n’était pas vous ? Changez votre mot de passe sans attendre, puis vérifiez ce qui ouvre votre compte.',
} as const
