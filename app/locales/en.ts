import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'cross-site': 'This request came from another site; it was not carried out.',
  'file-missing': 'No file arrived. Choose one, then try again.',
  forbidden: 'Your role does not allow this. Ask somebody who administers the workspace.',
  internal:
    'Something went wrong on our side. Try again; if it comes back, quote this number: {requestId}',
  unavailable: 'The service is not available for a moment. Try again shortly.',
  'unsupported-media-type': 'This kind of content is not accepted; send JSON.',
  'workspace-closed':
    'This workspace is no longer active: everything can be read and exported, nothing can be changed.',
  'field.invalid_json': 'This content is not valid JSON',
} as const satisfies Like<typeof fr>
