/** How people come in, and what becomes of somebody who asks. Runs in both. */
import { machine } from '#kernel/machine.ts'

export const joiningModes = ['closed', 'invitation', 'request', 'open'] as const
export type JoiningMode = (typeof joiningModes)[number]

export const joinRequest = machine({
  name: 'join-request',
  states: ['pending', 'approved', 'refused'],
  initial: 'pending',
  moves: {
    approve: { from: ['pending'], to: 'approved', by: ['manager'] },
    refuse: { from: ['pending'], to: 'refused', by: ['manager'] },
    /** Refused before, or gone since. */
    askAgain: { from: ['approved', 'refused'], to: 'pending', by: ['person'] },
  },
})

/** Whether an address may come in by itself; no domains means all. */
export const isWelcome = (email: string, mailDomains: readonly string[]): boolean =>
  mailDomains.length === 0 || mailDomains.includes(email.toLowerCase().split('@').at(-1)!)
