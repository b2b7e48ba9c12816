import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'cross-site': 'Dit verzoek kwam van een andere site; het is niet uitgevoerd.',
  'file-missing': 'Er is geen bestand aangekomen. Kies er een en probeer opnieuw.',
  internal:
    'Er is bij ons iets misgegaan. Probeer opnieuw; blijft het gebeuren, geef dan dit nummer door: {requestId}',
  'not-http': 'Deze vraag is niet leesbaar: ze volgt het HTTP-protocol niet.',
  'unsupported-media-type': 'Dit soort inhoud wordt niet aanvaard; stuur JSON.',
  'still-running': 'Dit verzoek loopt nog. Wacht even en probeer dan opnieuw.',
  'workspace-unpaid':
    'Deze werkruimte is geschorst, er ontbreekt een betaling: alles kan worden gelezen en geëxporteerd, niets kan worden gewijzigd. Ze gaat weer open zodra de betaling geregeld is.',
  'workspace-blocked':
    'Deze werkruimte is geschorst door de beheerder van de installatie: alles kan worden gelezen en geëxporteerd, niets kan worden gewijzigd. Schrijf hem om het te bespreken.',
  'workspace-paused':
    'Deze werkruimte staat op pauze: alles kan worden gelezen en geëxporteerd, niets kan worden gewijzigd. Een eigenaar kan de pauze opheffen bij de instellingen.',
  'workspace-cancelled':
    'Deze werkruimte is gesloten en wordt binnenkort gewist: alles kan worden gelezen en geëxporteerd, niets kan worden gewijzigd. Een eigenaar kan ze nog terugnemen bij de instellingen.',
  'workspace-closed':
    'Deze werkruimte is niet meer actief: alles kan worden gelezen en geëxporteerd, niets kan worden gewijzigd.',
  'field.invalid_json': 'Deze inhoud is geen geldige JSON',
} as const satisfies Like<typeof fr>
