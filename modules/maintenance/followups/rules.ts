/** The life of an action that follows from something found: no rows, no clock, both sides. */
import { machine } from '#kernel/machine.ts'

/** `assignee` does it; `manager` gives it out, checks it, and calls it off; `system` is the step that was put right. */
export const followupMachine = machine({
  name: 'followup',
  states: ['open', 'assigned', 'in_progress', 'done', 'verified', 'cancelled'],
  initial: 'open',
  moves: {
    assign: { from: ['open'], to: 'assigned', by: ['manager'] },
    begin: { from: ['assigned'], to: 'in_progress', by: ['assignee', 'manager'] },
    finish: { from: ['assigned', 'in_progress'], to: 'done', by: ['assignee', 'manager'] },
    verify: { from: ['done'], to: 'verified', by: ['manager'] },
    // Not as it should be: whoever did it goes on.
    sendBack: { from: ['done'], to: 'in_progress', by: ['manager'] },
    cancel: {
      from: ['open', 'assigned', 'in_progress'],
      to: 'cancelled',
      by: ['manager', 'system'],
    },
  },
})

export const unfinished = ['open', 'assigned', 'in_progress'] as const

/** Past its day and not done. */
export const isOverdue = (state: string, dueOn: string | null, today: string): boolean =>
  dueOn !== null && dueOn < today && (unfinished as readonly string[]).includes(state)
