export default {
  'menu.ai.title': 'Assistant',
  'menu.ai.settings': 'Assistant et modèles',
  'menu.ai.settings-hint': 'Qui rédige les réponses, et pour combien.',
  'menu.ai.usage': 'Consommation de l’assistant',
  'menu.ai.usage-hint': 'Ce qui a été demandé et ce qu’il reste.',
  'ai.may-title': 'Assistant',
  'ai.may-ask': 'poser des questions à l’assistant',
  'ai.may-manage': 'choisir le modèle de langage et ses limites',
  'ai.may-usage': 'voir ce que l’assistant consomme',
} as const
