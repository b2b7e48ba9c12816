/** Words of an own domain: problems, mails, the page. */
export default {
  'domains/bad-domain':
    'Ce n’est pas un nom de domaine utilisable. Un domaine s’écrit comme ecole.example.be et doit vous appartenir.',
  'domains/own-address': 'C’est l’adresse de Socle lui-même. Choisissez un domaine qui est à vous.',
  'domains/taken': 'Ce domaine est déjà celui d’un autre espace.',
  'domain.mail.hello': 'Bonjour {name},',
  'domain.mail.missed.subject': 'La preuve du domaine {domain} a disparu',
  'domain.mail.missed.why':
    'L’enregistrement qui prouve que {domain} est à « {workspace} » a disparu. Remettez-le dans les 7 jours : d’ici là, tout fonctionne.',
  'domain.mail.lapsed.subject': '{domain} ne mène plus à {workspace}',
  'domain.mail.lapsed.why':
    'L’enregistrement manque depuis 7 jours : {domain} ne mène plus à « {workspace} ». Remettez-le, puis vérifiez à nouveau.',
  'domain.mail.action': 'Voir le domaine',
  'domain.mail.because': 'Vous recevez ce message parce que vous gérez « {workspace} ».',
  'domain.menu': 'Domaine',
  'domain.subtitle': 'Votre page publique et l’entrée des membres, à votre propre adresse.',
  'domain.name': 'Votre domaine',
  'domain.name-hint': 'Par exemple espace.ecole.be. Il faut pouvoir en modifier les réglages.',
  'domain.save': 'Continuer',
  'domain.record': 'À créer chez votre fournisseur de domaine',
  'domain.record-hint':
    'Transmettez ces lignes à la personne qui gère votre domaine : elles suffisent.',
  'domain.forward':
    'Bonjour, pouvez-vous ajouter ces deux enregistrements DNS ? 1) Type TXT, nom {record}, valeur {value}. 2) Type CNAME, nom {domain}, valeur {target}. Le premier prouve que le domaine est à nous, le second y mène les visiteurs. Merci !',
  'domain.copy': 'Message prêt à envoyer',
  'domain.record-name': 'Nom',
  'domain.record-value': 'Valeur',
  'domain.points': 'Mène les visiteurs ici',
  'domain.proves': 'Prouve que le domaine est à vous',
  'domain.verify': 'Vérifier maintenant',
  'domain.change': 'Choisir un autre domaine',
  'domain.remove': 'Retirer ce domaine',
  'domain.remove-ask': 'Retirer {domain} ?',
  'domain.remove-text': 'L’adresse ne mènera plus à votre espace. Rien d’autre ne change.',
  'domain.removed': 'Le domaine est retiré.',
  'domain.pending': 'À prouver',
  'domain.verified': 'Vérifié',
  'domain.failing': 'Preuve disparue',
  'domain.found-absent':
    'L’enregistrement n’est pas encore visible. Il faut souvent quelques minutes, parfois quelques heures.',
  'domain.found-wrong':
    'Un enregistrement existe, mais sa valeur est autre. Comparez-la caractère par caractère.',
  'domain.found-unreachable':
    'Le serveur de noms de ce domaine ne répond pas. Réessayez dans un moment.',
  'domain.found-right': '{domain} mène à votre espace.',
  'domain.lapses':
    'Remettez l’enregistrement avant le {day} : après, le domaine ne mènera plus ici.',
  'domain.checked': 'Dernière vérification {when}',
} as const
