import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'files.choose': 'Choose a file',
  'files.choose-photo': 'Choose a photo',
  'files.choose-image': 'Choose an image',
  'files.take-photo': 'Take a photo',
  'files.drop': 'or drop it here',
  'files.replace': 'Replace',
  'files.remove': 'Remove',
  'files.cancel': 'Cancel sending',
  'files.retry': 'Resume sending',
  'files.sending': 'Sending {name}',
  'files.sent': '{sent} of {total}',
  'files.examining': 'Checking…',
  'files.waiting': 'The connection dropped. Sending will go on from where it stopped.',
  'files.stopped': 'Sending stopped. Nothing is lost: go on from where it was.',
  'files.held': 'This file is waiting for its virus check. It will be available afterwards.',
  'files.at-most': 'At most {size}',
  'files.too-big': 'This file is {size}; at most {most}.',
  'files.empty': 'This file is empty.',
  'files/unknown-purpose': 'This sort of file is not expected here.',
  'files/wrong-offset': 'Sending must go on from byte {offset}.',
  'files/incomplete': 'Part of the file is missing: {offset} bytes have arrived.',
  'files/type-refused': 'This type of file does not fit here. Its content counts, not its name.',
  'files/heic-refused':
    'This photo is in the HEIC format, which browsers do not show. Send it as JPEG: on an iPhone, Settings › Camera › Formats › “Most Compatible”.',
  'files/svg-refused': 'An SVG drawing may contain programs. Save it as PNG, then send it again.',
  'files/macros-refused':
    'This document contains macros. Save it without macros (for instance as .docx or .xlsx), then send it again.',
  'files/archive-refused':
    'This archive cannot be accepted: it is protected, damaged, or far too large once opened.',
  'files/image-refused': 'This image cannot be read, or it is enormous.',
  'files/infected': 'A virus was found in this file. It was deleted.',
  'files/quarantined': 'This file is waiting for its virus check. Try again later.',
  'files/unusable': 'This file cannot be used here. Send it again.',
  'files/link-expired': 'This link has expired. Go back to the page for a new one.',
} as const satisfies Like<typeof fr>
