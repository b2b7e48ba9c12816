export default {
  'imports.title': 'Partir d’un document',
  'imports.hint':
    'Un PDF ou un DOCX avec du texte : ses étapes deviennent un brouillon, chacune avec sa page.',
  'imports.document': 'Document',
  'imports.reading': 'Lecture de {name}…',
  'imports.progress': 'Avancement de la lecture',
  'imports.done': '{name} est lu. Comparez chaque étape avec le document avant de publier.',
  'imports.open': 'Ouvrir le brouillon',
  'imports/scanned':
    'Ce document ne contient que des images : aucun texte à lire. Prenez l’original, ou passez-le à la reconnaissance de caractères.',
  'imports/unreadable':
    'Ce document ne se laisse pas lire : un PDF ou un DOCX, sans mot de passe, convient.',
  'imports/too-slow': 'Ce document prend trop de temps à lire : essayez avec moins de pages.',
  'imports/no-steps':
    'Aucune étape trouvée : il faut une liste numérotée, des titres, ou des consignes comme « Ouvrir le coffret ».',
} as const
