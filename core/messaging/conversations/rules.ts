/** Which conversations there are, who may do what in them. Runs in both. */

/**
 * `direct`: two members, one for each pair. `group`: opened by a member, looked after by its administrators.
 * `announcement`: few write, many read. `thread`: about a thing of another part. `visitor`: with somebody from outside.
 */
export const kinds = ['direct', 'group', 'announcement', 'thread', 'visitor'] as const
export type Kind = (typeof kinds)[number]

/** `agent`: answers for the house, and alone sees its internal notes. `admin`: looks after a group. */
export const roles = ['admin', 'agent', 'member'] as const
export type Role = (typeof roles)[number]

/** Who may add to it: everybody in it, its administrators and agents, or nobody any more. */
export const writings = ['everybody', 'leaders', 'nobody'] as const
export type Writing = (typeof writings)[number]

/** What can happen to a conversation besides words. */
export const happenings = ['joined', 'left', 'removed', 'renamed', 'closed', 'reopened'] as const

export const MOST_IN_GROUP = 200
export const MOST_PINNED = 10

export const mayWrite = (writing: Writing, role: Role): boolean =>
  writing === 'everybody' || (writing === 'leaders' && role !== 'member')

/** Notes stand where the house answers somebody; between equals there is nobody to hide them from. */
export const hasNotes = (kind: Kind): boolean => kind === 'thread' || kind === 'visitor'

export const pairOf = (one: string, other: string): string => [one, other].toSorted().join(' ')

/** A conversation, as notices are about it. */
export const aboutConversation = (id: string): string => `conversation/${id}`
