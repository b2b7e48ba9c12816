/** The exchange's arithmetic and state machines: no rows, no clock, the same in server and browser. */
import { machine } from '#kernel/machine.ts'
import { DAY } from '#kernel/time.ts'
import type { WarningLevels } from '../membership/contract.ts'
import { DISPUTE_DAYS, LARGEST_TRANSFER, PENDING_DAYS, UNITS_PER_HOUR } from './contract.ts'

/** `initiator` wrote it, `other` has to answer, `manager` holds exchange.manage, `system` is the clock or a departure. */
export const transferMachine = machine({
  name: 'transfer',
  states: ['pending', 'completed', 'rejected', 'cancelled', 'expired', 'reversed'],
  initial: 'pending',
  moves: {
    confirm: { from: ['pending'], to: 'completed', by: ['other', 'system'] },
    reject: { from: ['pending'], to: 'rejected', by: ['other'] },
    cancel: { from: ['pending'], to: 'cancelled', by: ['initiator', 'system'] },
    expire: { from: ['pending'], to: 'expired', by: ['system'] },
    reverse: { from: ['completed'], to: 'reversed', by: ['manager'] },
  },
})

export const warningFor = (
  balance: number,
  { lowWarning, highWarning }: WarningLevels,
): 'low' | 'high' | null => {
  if (balance <= lowWarning) return 'low'
  return balance >= highWarning ? 'high' : null
}

type Position = {
  posted: number
  heldOut: number
  heldIn: number
  lowest: number | null
  highest: number | null
}

/** The largest transfer that may leave now; never more than one transfer may carry. */
export const availableOf = ({ posted, heldOut, lowest }: Position) =>
  clamp(lowest === null ? LARGEST_TRANSFER : posted - heldOut - lowest)

/** The largest transfer that may arrive now. */
export const receivableOf = ({ posted, heldIn, highest }: Position) =>
  clamp(highest === null ? LARGEST_TRANSFER : highest - posted - heldIn)

const clamp = (units: number) => Math.max(0, Math.min(LARGEST_TRANSFER, units))

/** What minutes of help are worth, rounded to five units and never nothing. */
export const unitsFor = (minutes: number, unitsPerHour = UNITS_PER_HOUR) =>
  Math.max(5, Math.round((minutes * unitsPerHour) / 60 / 5) * 5)

export const expiryOf = (createdAt: Date) => new Date(createdAt.getTime() + PENDING_DAYS * DAY)
export const mayDisputeUntil = (completedAt: Date) =>
  new Date(completedAt.getTime() + DISPUTE_DAYS * DAY)
