import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.acts.title': 'Logboek',
  'menu.acts.hint': 'Wie wat deed, en wanneer.',
  'menu.acts.installation': 'Logboek',
  'menu.support.title': 'Ondersteuningstoegang',
  'menu.support.hint': 'Iemand van het technische team een uur binnenlaten.',
  'audit.may.title': 'Logboek en ondersteuning',
  'audit.may.audit-read': 'het logboek lezen',
  'audit.may.support-read': 'zien of de ondersteuning toegang heeft',
  'audit.may.support-grant': 'de ondersteuning toegang geven',
} as const satisfies Like<typeof fr>
