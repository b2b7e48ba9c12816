/** The week as bits, moments on a clock, and the life of an appointment: pure, the same in server and browser. */
import { machine } from '#kernel/machine.ts'
import { MINUTE } from '#kernel/time.ts'
import { dayparts, type Slot, slots, type Weekday, weekdays } from './contract.ts'

/** `receiver` is asked, `proposer` asks; `system` acts when one of the two leaves. */
export const appointmentMachine = machine({
  name: 'appointment',
  states: ['proposed', 'accepted', 'declined', 'cancelled'],
  initial: 'proposed',
  moves: {
    accept: { from: ['proposed'], to: 'accepted', by: ['receiver'] },
    decline: { from: ['proposed'], to: 'declined', by: ['receiver'] },
    withdraw: { from: ['proposed'], to: 'cancelled', by: ['proposer', 'system'] },
    cancel: { from: ['accepted'], to: 'cancelled', by: ['proposer', 'receiver', 'system'] },
  },
})

// ── the week ────────────────────────────────────────────────────────────────────────────────────

/** Twenty-one bits, Monday morning first: a database compares whole weeks in one step. */
export const bitsOf = (chosen: readonly Slot[]) =>
  chosen.reduce((bits, it) => bits | (1 << slots.indexOf(it)), 0)
export const slotsIn = (bits: number): Slot[] => slots.filter((_, i) => bits & (1 << i))
export const bitsOfDay = (day: Weekday) => bitsOf(dayparts.map((part): Slot => `${day}-${part}`))
/** The days on which something is chosen, in the order of the week. */
export const daysIn = (bits: number): Weekday[] => weekdays.filter((it) => bits & bitsOfDay(it))

// ── the clock ───────────────────────────────────────────────────────────────────────────────────

export const endOf = (startsAt: Date, minutes: number) =>
  new Date(startsAt.getTime() + minutes * MINUTE)
