export default {
  'menu.plans.title': 'Formule',
  'menu.plans.hint': 'Ce qui est utilisé et ce qu’il reste.',
} as const
