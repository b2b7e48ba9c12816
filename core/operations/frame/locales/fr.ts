export default {
  'menu.operations.health': 'Santé',
  'menu.operations.title': 'Installation',
} as const
