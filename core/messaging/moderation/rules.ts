/** What becomes of a report. Runs in both. */
import { machine } from '#kernel/machine.ts'

export const reportStates = machine({
  name: 'report',
  states: ['open', 'kept', 'removed', 'withdrawn'],
  initial: 'open',
  moves: {
    keep: { from: ['open'], to: 'kept', by: ['moderator'] },
    remove: { from: ['open'], to: 'removed', by: ['moderator'] },
    /** The author took the message back before anybody looked. */
    withdraw: { from: ['open'], to: 'withdrawn', by: ['author'] },
  },
})
