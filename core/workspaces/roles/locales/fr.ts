export default {
  'roles.title': 'Rôles',
  'roles.subtitle': 'Qui peut faire quoi dans cet espace.',
  'roles.level': 'Niveau',
  'roles.in-module': '{module} : en plus',
  'roles.included': 'Déjà compris dans ce niveau.',
  'roles.will-may': '{name} pourra désormais :',
  'roles.will-not-may': '{name} ne pourra plus :',
  'roles.who-may-what': 'Qui peut faire quoi ?',
  'roles.may': 'Peut :',
  'roles.may-not': 'Ne peut pas :',
  'roles.several':
    'Une personne a un niveau, et peut avoir en plus les rôles propres aux modules. Personne ne donne un rôle au-dessus du sien, et il reste toujours un propriétaire.',
} as const
