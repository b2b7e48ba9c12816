/** How a group exchange is divided, and what may be done with it: no rows, no clock, the same in server and browser. */
import { machine } from '#kernel/machine.ts'
import type { GroupKind } from './contract.ts'

/** `organiser` wrote it, `host` taught or was helped (and may be the organiser too), `system` is the clock, a departure or the last answer. */
export const groupMachine = machine({
  name: 'group',
  states: ['draft', 'open', 'closed', 'cancelled', 'expired'],
  initial: 'draft',
  moves: {
    open: { from: ['draft'], to: 'open', by: ['host'] },
    close: { from: ['open'], to: 'closed', by: ['host', 'organiser', 'system'] },
    cancel: { from: ['draft', 'open'], to: 'cancelled', by: ['host', 'organiser', 'system'] },
    expire: { from: ['open'], to: 'expired', by: ['system'] },
  },
})

/** Until the group closes, an answer may be changed. */
export const participantMachine = machine({
  name: 'participant',
  states: ['invited', 'confirmed', 'declined'],
  initial: 'invited',
  moves: {
    confirm: { from: ['invited', 'declined'], to: 'confirmed', by: ['participant'] },
    decline: { from: ['invited', 'confirmed'], to: 'declined', by: ['participant', 'system'] },
  },
})

/** Divides units among so many people: the floor for everybody, the remainder one by one from the first. Adds up to `total`. */
export function sharesOf(total: number, people: number): number[] {
  if (people === 0) return []
  const floor = Math.floor(total / people)
  const remainder = total - floor * people
  return Array.from({ length: people }, (_, i) => floor + (i < remainder ? 1 : 0))
}

type Divided = { kind: GroupKind; minutes: number; least: number }

/** What each of so many participants pays, or is paid, in their order. */
export const unitsOf = ({ kind, minutes }: Omit<Divided, 'least'>, people: number): number[] =>
  kind === 'course' ? sharesOf(minutes, people) : Array.from({ length: people }, () => minutes)

export const totalOf = ({ kind, minutes }: Omit<Divided, 'least'>, people: number): number =>
  kind === 'course' ? minutes : minutes * people

/** The largest share when so many take part; never more than `mostShareOf`, because fewer than `least` cannot close. */
export const shareOf = ({ kind, minutes, least }: Divided, people: number): number =>
  kind === 'course' ? Math.ceil(minutes / Math.max(people, least)) : minutes

/** What a participant agrees to at most. */
export const mostShareOf = (group: Divided): number => shareOf(group, group.least)
