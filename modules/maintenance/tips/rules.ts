/** The life of a tip. */
import { machine } from '#kernel/machine.ts'

export const tipMachine = machine({
  name: 'tip',
  states: ['proposed', 'published', 'declined', 'withdrawn'],
  initial: 'proposed',
  moves: {
    publish: { from: ['proposed'], to: 'published', by: ['reviewer'] },
    decline: { from: ['proposed'], to: 'declined', by: ['reviewer'] },
    withdraw: { from: ['proposed'], to: 'withdrawn', by: ['author'] },
    remove: { from: ['published'], to: 'withdrawn', by: ['reviewer'] },
    repeat: { from: ['declined', 'withdrawn'], to: 'proposed', by: ['author'] },
  },
})
