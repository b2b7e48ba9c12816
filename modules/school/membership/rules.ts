/** Who takes part in the exchange, as a machine: no rows, no clock, the same in server and browser. */
import { machine } from '#kernel/machine.ts'
import type { Condition } from './contract.ts'

/**
 * `member` is the person, `manager` holds exchange.manage, `system` follows the workspace's memberships, the charter
 * and the last unit that was settled.
 */
export const membershipMachine = machine({
  name: 'membership',
  states: ['invited', 'active', 'suspended', 'leaving', 'left'],
  initial: 'invited',
  moves: {
    activate: { from: ['invited'], to: 'active', by: ['member', 'system'] },
    suspend: { from: ['active'], to: 'suspended', by: ['manager', 'system'] },
    resume: { from: ['suspended'], to: 'active', by: ['manager', 'system'] },
    leave: { from: ['invited', 'active', 'suspended'], to: 'leaving', by: ['member', 'system'] },
    // By a manager: with a write-off of what is still owed.
    finish: { from: ['leaving'], to: 'left', by: ['manager', 'system'] },
    rejoin: { from: ['leaving', 'left'], to: 'invited', by: ['member', 'system'] },
    // A late correction left something to settle.
    reopen: { from: ['left'], to: 'leaving', by: ['system'] },
  },
})

/** The conditions that are asked and not met. */
export const missing = (conditions: readonly Condition[]) =>
  conditions.filter(({ isMet }) => !isMet).map(({ name }) => name)
