export default {
  'menu.notices.title': 'Notifications',
  'menu.notices.bell_one': 'Notifications : {count} à lire',
  'menu.notices.bell_many': 'Notifications : {count} à lire',
  'menu.notices.bell_other': 'Notifications : {count} à lire',
  'menu.notices.settings-hint': 'Ce qui part par mail, et les heures calmes',
  'menu.notices.may': 'Notifications',
  'menu.notices.may-read': 'lire ce qui les concerne',
  'menu.notices.may-manage': 'régler ce qui part par mail',
} as const
