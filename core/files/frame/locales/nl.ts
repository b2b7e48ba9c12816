import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'files.abilities': 'Bestanden',
  'files.may-upload': 'bestanden toevoegen',
  'files.may-read': 'eigen bestanden openen',
} as const satisfies Like<typeof fr>
