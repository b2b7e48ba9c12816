import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'imports.title': 'Begin with a document',
  'imports.hint': 'A PDF or DOCX with text: its steps become a draft, each with its page.',
  'imports.document': 'Document',
  'imports.reading': 'Reading {name}…',
  'imports.progress': 'Progress of the reading',
  'imports.done': '{name} was read. Compare each step with the document before you publish.',
  'imports.open': 'Open the draft',
  'imports/scanned':
    'This document holds pictures only: there is no text to read. Take the original, or run it through text recognition.',
  'imports/unreadable': 'This document cannot be read: a PDF or DOCX without a password will do.',
  'imports/too-slow': 'This document takes too long to read: try with fewer pages.',
  'imports/no-steps':
    'No steps found: it takes a numbered list, headings, or orders such as "Open the box".',
} as const satisfies Like<typeof fr>
