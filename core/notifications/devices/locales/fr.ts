export default {
  'push.title': 'Sur vos appareils',
  'push.hint':
    'Une notification s’affiche même quand l’application est fermée. Elle montre son titre, rien de plus.',
  'push.add': 'Activer sur cet appareil',
  'push.added': 'Cet appareil affichera vos notifications.',
  'push.refused':
    'Votre navigateur ne le permet pas. Autorisez les notifications pour ce site dans ses réglages, puis réessayez.',
  'push.unable':
    'Ce navigateur ne peut pas afficher de notifications. Sur un iPhone, ajoutez d’abord l’application à l’écran d’accueil.',
  'push.remove': 'Retirer',
  'push.removed': 'Cet appareil n’affichera plus rien.',
  'push.unnamed': 'Un navigateur',
  'push.last': 'Dernière notification {when}',
  'push.since': 'Activé {when}',
} as const
