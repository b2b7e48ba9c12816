export default {
  'menu.mails.title': 'Mails',
} as const
