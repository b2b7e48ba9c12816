/** What becomes of a message, and for how long its author may mend it. Runs in both. */
import { machine } from '#kernel/machine.ts'
import { MINUTE } from '#kernel/time.ts'

export const EDIT_MS = 15 * MINUTE
export const MOST_CHARS = 8000
export const MOST_FILES = 10

/**
 * `pending`: reported, hidden until a moderator has looked. `kept`: a moderator looked and let it stand, for good.
 * `deleted` and `removed` are tombstones: the number stays, the words are gone.
 */
export const messageStates = machine({
  name: 'message',
  states: ['shown', 'pending', 'kept', 'deleted', 'removed'],
  initial: 'shown',
  moves: {
    report: { from: ['shown'], to: 'pending', by: ['reader'] },
    keep: { from: ['pending'], to: 'kept', by: ['moderator'] },
    remove: { from: ['pending'], to: 'removed', by: ['moderator'] },
    delete: { from: ['shown', 'pending', 'kept'], to: 'deleted', by: ['author'] },
  },
})
/** What is read by everybody in the conversation. */
export const readable = ['shown', 'kept'] as const

export const mayStillEdit = (postedAt: Date, now: Date): boolean =>
  now.getTime() - postedAt.getTime() <= EDIT_MS
