/** How states are called and coloured, and the moment a writer is told. */
import type { Tone } from '#web/ui/Status.tsx'
import type { AnnouncementState } from './rules.ts'

export const stateWords = {
  draft: { text: 'announcements.state.draft', tone: 'off' },
  'to-validate': { text: 'announcements.state.to-validate', tone: 'wait' },
  scheduled: { text: 'announcements.state.scheduled', tone: 'busy' },
  sent: { text: 'announcements.state.sent', tone: 'good' },
  cancelled: { text: 'announcements.state.cancelled', tone: 'off' },
} as const satisfies Record<AnnouncementState, { text: string; tone: Tone }>
