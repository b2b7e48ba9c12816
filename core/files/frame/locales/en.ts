import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'files.abilities': 'Files',
  'files.may-upload': 'add files',
  'files.may-read': 'open their own files',
} as const satisfies Like<typeof fr>
