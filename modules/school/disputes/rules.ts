/** A dispute's way: no rows, no clock, the same in server and browser. */
import { machine } from '#kernel/machine.ts'

/** `opener` disputes the transfer, `mediator` is the one it was given to, `manager` undoes transfers without asking. */
export const disputeMachine = machine({
  name: 'dispute',
  states: ['open', 'mediated', 'kept', 'reversed', 'adjusted'],
  initial: 'open',
  moves: {
    assign: { from: ['open'], to: 'mediated', by: ['mediator', 'system'] },
    withdraw: { from: ['open', 'mediated'], to: 'kept', by: ['opener'] },
    keep: { from: ['mediated'], to: 'kept', by: ['mediator'] },
    reverse: { from: ['mediated'], to: 'reversed', by: ['mediator'] },
    adjust: { from: ['mediated'], to: 'adjusted', by: ['mediator'] },
    // Undone directly, without the conversation.
    overtake: { from: ['open', 'mediated'], to: 'reversed', by: ['manager'] },
  },
})

export const isSettled = (state: string) => state !== 'open' && state !== 'mediated'
