import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'documents/unavailable':
    'Deze installatie kan geen pdf maken: haar opmaakmotor bestaat niet voor deze machine. Het document blijft op het scherm leesbaar.',
  'documents/too-heavy':
    'Dit document is te omvangrijk om op te maken. Maak het kleiner en probeer opnieuw.',
} as const satisfies Like<typeof fr>
