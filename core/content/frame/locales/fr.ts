/** What the frame around the pages says of this part. */
export default {
  'menu.content.site': 'Site public',
  'menu.content.faq': 'Questions fréquentes',
  'menu.content.settings': 'Site public',
  'menu.content.settings-hint': 'Ouvrir le site, ses langues et sa navigation.',
  'content.may.title': 'Contenu et site public',
  'content.may.pages-read': 'voir les pages et leurs brouillons',
  'content.may.pages-write': 'écrire des pages',
  'content.may.pages-publish': 'publier et retirer des pages',
  'content.may.site-manage': 'ouvrir le site public et choisir sa navigation',
  'content.may.faq-read': 'lire les pages publiées et les questions fréquentes',
  'content.may.faq-write': 'écrire et ranger les questions fréquentes',
  'content.may.legal-read': 'lire les textes légaux',
  'content.may.legal-accept': 'accepter les textes légaux',
  'content.may.legal-manage': 'voir qui a accepté quel texte',
} as const
