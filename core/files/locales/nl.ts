import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'files.choose': 'Bestand kiezen',
  'files.choose-photo': 'Foto kiezen',
  'files.choose-image': 'Afbeelding kiezen',
  'files.take-photo': 'Foto nemen',
  'files.drop': 'of sleep het hierheen',
  'files.replace': 'Vervangen',
  'files.remove': 'Verwijderen',
  'files.cancel': 'Verzenden annuleren',
  'files.retry': 'Verzenden hervatten',
  'files.sending': '{name} wordt verzonden',
  'files.sent': '{sent} van {total}',
  'files.examining': 'Wordt gecontroleerd…',
  'files.waiting': 'De verbinding is verbroken. Het verzenden gaat straks verder waar het stopte.',
  'files.stopped': 'Het verzenden is gestopt. Niets is verloren: ga verder waar het stopte.',
  'files.held': 'Dit bestand wacht op de viruscontrole. Daarna is het beschikbaar.',
  'files.at-most': 'Hoogstens {size}',
  'files.too-big': 'Dit bestand is {size} groot; hoogstens {most}.',
  'files.empty': 'Dit bestand is leeg.',
  'files/unknown-purpose': 'Zo’n bestand wordt hier niet verwacht.',
  'files/wrong-offset': 'Het verzenden moet verdergaan bij byte {offset}.',
  'files/incomplete': 'Een deel van het bestand ontbreekt: er zijn {offset} bytes aangekomen.',
  'files/type-refused': 'Dit soort bestand past hier niet. De inhoud telt, niet de naam.',
  'files/heic-refused':
    'Deze foto heeft het formaat HEIC, dat browsers niet tonen. Verstuur ze als JPEG: op een iPhone via Instellingen › Camera › Structuren › “Meest compatibel”.',
  'files/svg-refused':
    'Een SVG-tekening kan programma’s bevatten. Bewaar ze als PNG en verstuur ze opnieuw.',
  'files/macros-refused':
    'Dit document bevat macro’s. Bewaar het zonder macro’s (bijvoorbeeld als .docx of .xlsx) en verstuur het opnieuw.',
  'files/archive-refused':
    'Dit archief kan niet worden aanvaard: het is beveiligd, beschadigd of uitgepakt veel te groot.',
  'files/image-refused': 'Deze afbeelding kan niet worden gelezen, of ze is buitensporig groot.',
  'files/infected': 'In dit bestand is een virus gevonden. Het is verwijderd.',
  'files/quarantined': 'Dit bestand wacht op de viruscontrole. Probeer het later opnieuw.',
  'files/unusable': 'Dit bestand kan hier niet worden gebruikt. Verstuur het opnieuw.',
  'files/link-expired': 'Deze link is verlopen. Ga terug naar de pagina voor een nieuwe.',
} as const satisfies Like<typeof fr>
