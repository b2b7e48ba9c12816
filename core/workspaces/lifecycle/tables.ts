import { t, table } from '#kernel/data/column.ts'

/** Columns of a workspace's row that say why it is in its state, since when and until when. */
export const stateColumns = {
  stateReason: t.oneOf('unpaid', 'abuse', 'owner').nullable(),
  /** What was said about it: by who asks for the workspace, or by who suspends it. */
  stateNote: t.string(500).nullable(),
  /** The account that moved it there; null for the system. */
  stateBy: t.uuid().nullable(),
  stateSince: t.instant().nullable(),
  /** The end of a suspension, or of the days in which a cancelled workspace is kept. */
  stateUntil: t.instant().nullable().index(),
  /** Members were told that the end is near. */
  remindedAt: t.instant().nullable(),
}

export const lifecycleTables = {
  /** What stays of a deleted workspace: no name, nobody's address, nothing of what was in it. */
  tombstones: table({
    id: t.uuid().primary(),
    /** Null once somebody else took the address. */
    slug: t.string(40).nullable().unique(),
    kind: t.string(20),
    createdAt: t.instant(),
    cancelledAt: t.instant().nullable(),
    deletedAt: t.instant(),
    memberCount: t.int(),
    moduleCount: t.int(),
    /** Until then nobody may take the address; an administrator may free it before. */
    slugReservedUntil: t.instant(),
  }),
}
