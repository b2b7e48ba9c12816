/** What the frame around the pages says of this part. */
export default {
  'profile.menu': 'Profil',
  'password.menu': 'Sécurité',
  'menu.devices.title': 'Appareils',
  'tokens.menu': 'Jetons',
  'menu.data.title': 'Mes données',
} as const
