import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'documents/unavailable':
    'This installation cannot make a PDF: its layout engine does not exist for this machine. The document can still be read on screen.',
  'documents/too-heavy':
    'This document is too large to be laid out. Make it smaller, then try again.',
} as const satisfies Like<typeof fr>
