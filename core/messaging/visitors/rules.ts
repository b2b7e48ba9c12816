/** The life of a conversation with somebody from outside. Runs in both. */
import { machine } from '#kernel/machine.ts'
import { DAY, MINUTE } from '#kernel/time.ts'

/**
 * `waiting`: for the house. `answered`: for the visitor. `spam`: put aside, told to nobody.
 * `visitor` writes, `agent` answers for the house.
 */
export const visitorStates = ['waiting', 'answered', 'closed', 'spam'] as const
export type VisitorState = (typeof visitorStates)[number]

export const visitorMachine = machine({
  name: 'visitor-conversation',
  states: visitorStates,
  initial: 'waiting',
  moves: {
    ask: { from: ['answered', 'closed'], to: 'waiting', by: ['visitor'] },
    answer: { from: ['waiting'], to: 'answered', by: ['agent'] },
    close: { from: ['waiting', 'answered'], to: 'closed', by: ['agent'] },
    reopen: { from: ['closed'], to: 'waiting', by: ['agent'] },
    block: { from: ['waiting', 'answered', 'closed'], to: 'spam', by: ['agent'] },
    release: { from: ['spam'], to: 'waiting', by: ['agent'] },
  },
})

export const CODE_MS = 10 * MINUTE
export const CODE_TRIES = 5
/** Before another code leaves for the same address. */
export const CODE_PAUSE_MS = MINUTE
/** How long a browser is known. */
export const SESSION_MS = 30 * DAY
/** Between two mails about one conversation. */
export const MAIL_PAUSE_MS = 15 * MINUTE
/** Three years after the last word: what is kept of people one has no contract with. */
export const KEPT_MONTHS = 36

/** Addresses are compared like this, and written to as they were typed. */
export const normalised = (email: string) => email.trim().normalize('NFC').toLowerCase()

export function monthsBefore(now: Date, months: number): Date {
  const then = new Date(now)
  then.setUTCMonth(then.getUTCMonth() - months)
  return then
}

/** A path of this very site: nobody is sent elsewhere by a form. */
export const isOwnPath = (path: string) => /^\/(?![/\\])[\w\-/.]*$/.test(path)
