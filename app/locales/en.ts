import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'cross-site': 'This request came from another site; it was not carried out.',
  'file-missing': 'No file arrived. Choose one, then try again.',
  internal:
    'Something went wrong on our side. Try again; if it comes back, quote this number: {requestId}',
  'not-http': 'This request cannot be read: it does not follow the HTTP protocol.',
  'unsupported-media-type': 'This kind of content is not accepted; send JSON.',
  'still-running': 'This request is still being carried out. Wait a moment, then try again.',
  'workspace-unpaid':
    'This workspace is suspended because a payment is missing: everything can be read and exported, nothing can be changed. It reopens as soon as the payment is settled.',
  'workspace-blocked':
    'This workspace is suspended by the administrator of the installation: everything can be read and exported, nothing can be changed. Write to them to talk about it.',
  'workspace-paused':
    'This workspace is paused: everything can be read and exported, nothing can be changed. An owner can end the pause in the settings.',
  'workspace-cancelled':
    'This workspace is closed and will soon be erased: everything can be read and exported, nothing can be changed. An owner can still take it back in the settings.',
  'workspace-closed':
    'This workspace is no longer active: everything can be read and exported, nothing can be changed.',
  'field.invalid_json': 'This content is not valid JSON',
} as const satisfies Like<typeof fr>
