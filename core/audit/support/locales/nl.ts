import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'support/open': 'Er is al toegang verleend. Sluit die eerst.',
  'support/ended': 'Deze toegang is al gesloten.',
  'support.title': 'Ondersteuningstoegang',
  'support.subtitle':
    'De beheerders van de installatie kunnen hier niets lezen, tenzij u hen binnenlaat.',
  'support.grant-title': '60 minuten binnenlaten',
  'support.grant-hint':
    'Elke geraadpleegde pagina komt in het logboek. De toegang sluit vanzelf, en u kunt hem eerder sluiten.',
  'support.reason': 'Om welke reden?',
  'support.reason-hint': 'De leden die de werkruimte beheren, zullen ze lezen.',
  'support.may-write': 'Ook wijzigen toestaan',
  'support.may-write-hint': 'Anders kan de ondersteuning alleen lezen.',
  'support.grant': 'Toegang openen',
  'support.granted': 'De toegang staat 60 minuten open.',
  'support.open-title': 'De ondersteuning heeft toegang',
  'support.by': 'Geopend door',
  'support.since': 'Geopend om',
  'support.until': 'Sluit om',
  'support.rights': 'Rechten',
  'support.reads': 'Alleen lezen',
  'support.writes': 'Lezen en wijzigen',
  'support.end': 'Toegang sluiten',
  'support.end-ask': 'De toegang nu sluiten?',
  'support.was-ended': 'De toegang is gesloten.',
  'support.banner_one': 'De ondersteuning heeft nog {count} minuut toegang tot deze ruimte.',
  'support.banner_other': 'De ondersteuning heeft nog {count} minuten toegang tot deze ruimte.',
  'support.banner-last':
    'De ondersteuning heeft nog minder dan een minuut toegang tot deze ruimte.',
  'support.see': 'Bekijken',
  'support.nobody-else': 'Alleen een eigenaar kan de ondersteuning binnenlaten.',
  'support.mail.subject': '“{workspace}” geeft u ondersteuningstoegang',
  'support.mail.open': 'U kunt tot {time} binnen bij “{workspace}”. De reden leest u ter plaatse.',
  'support.mail.seen': 'Elke pagina die u opent, komt in het logboek van de ruimte.',
  'support.mail.enter': 'Binnengaan',
  'support.mail.why': 'U ontvangt dit bericht omdat u deze installatie beheert.',
} as const satisfies Like<typeof fr>
