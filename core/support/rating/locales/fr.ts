export default {
  'rating/link-wrong':
    'Ce lien n’est pas complet ou a été modifié. Ouvrez-le à nouveau depuis le courriel reçu.',
  'rating/link-over': 'Ce lien n’est plus valable : il servait pendant trente jours.',
  'rating.title': 'Êtes-vous content de la réponse ?',
  'rating.about': '{house}, demande n° {number} : {title}',
  'rating.not-here': 'Donner votre avis',
  'rating.score': 'Votre avis',
  'rating.1': 'Pas du tout content',
  'rating.2': 'Plutôt mécontent',
  'rating.3': 'Ni content ni mécontent',
  'rating.4': 'Plutôt content',
  'rating.5': 'Très content',
  'rating.words': 'Un mot, si vous le souhaitez',
  'rating.send': 'Envoyer mon avis',
  'rating.thanks': 'Merci de votre avis !',
  'rating.thanks-text': 'Votre réponse est enregistrée : {said}. Vous pouvez fermer cette page.',
  'rating.mail.subject': 'Êtes-vous content de la réponse de {house} ?',
  'rating.mail.hello': 'Bonjour {name},',
  'rating.mail.text':
    'Votre demande n° {number}, « {title} », est terminée. Dites-nous en un clic si vous êtes content de la réponse.',
  'rating.mail.life':
    'Le lien sert une seule fois, pendant trente jours, sans mot de passe. S’il manque encore quelque chose, écrivez dans la même conversation.',
  'rating.mail.action': 'Donner mon avis',
  'rating.mail.because': 'Vous recevez ce courriel parce que vous avez écrit à {house}.',
} as const
