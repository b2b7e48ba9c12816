import { machine } from '#kernel/machine.ts'

export const offerMachine = machine({
  name: 'offer',
  states: ['draft', 'active', 'paused', 'archived'],
  initial: 'draft',
  moves: {
    activate: { from: ['draft', 'paused'], to: 'active', by: ['owner'] },
    pause: { from: ['active'], to: 'paused', by: ['owner', 'system'] },
    archive: { from: ['draft', 'active', 'paused'], to: 'archived', by: ['owner'] },
  },
})
