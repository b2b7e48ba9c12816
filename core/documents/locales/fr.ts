export default {
  'documents/unavailable':
    'Cette installation ne peut pas fabriquer de PDF : son moteur de mise en page n’existe pas pour cette machine. Le document reste lisible à l’écran.',
  'documents/too-heavy':
    'Ce document est trop volumineux pour être mis en page. Réduisez-le, puis recommencez.',
} as const
