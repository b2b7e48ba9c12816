import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.content.site': 'Publieke site',
  'menu.content.faq': 'Veelgestelde vragen',
  'menu.content.settings': 'Publieke site',
  'menu.content.settings-hint': 'De site openen, haar talen en haar navigatie.',
  'content.may.title': 'Inhoud en publieke site',
  'content.may.pages-read': 'pagina’s en hun concepten bekijken',
  'content.may.pages-write': 'pagina’s schrijven',
  'content.may.pages-publish': 'pagina’s publiceren en terugtrekken',
  'content.may.site-manage': 'de publieke site openen en haar navigatie kiezen',
  'content.may.faq-read': 'de gepubliceerde pagina’s en de veelgestelde vragen lezen',
  'content.may.faq-write': 'veelgestelde vragen schrijven en ordenen',
  'content.may.legal-read': 'de wettelijke teksten lezen',
  'content.may.legal-accept': 'de wettelijke teksten aanvaarden',
  'content.may.legal-manage': 'zien wie welke tekst heeft aanvaard',
} as const satisfies Like<typeof fr>
