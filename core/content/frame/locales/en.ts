import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.content.site': 'Public site',
  'menu.content.faq': 'Frequent questions',
  'menu.content.settings': 'Public site',
  'menu.content.settings-hint': 'Opening the site, its languages and its navigation.',
  'content.may.title': 'Content and public site',
  'content.may.pages-read': 'see pages and their drafts',
  'content.may.pages-write': 'write pages',
  'content.may.pages-publish': 'publish pages and take them back',
  'content.may.site-manage': 'open the public site and choose its navigation',
  'content.may.faq-read': 'read the published pages and the frequent questions',
  'content.may.faq-write': 'write and arrange the frequent questions',
  'content.may.legal-read': 'read the legal texts',
  'content.may.legal-accept': 'accept the legal texts',
  'content.may.legal-manage': 'see who accepted which text',
} as const satisfies Like<typeof fr>
