import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'

export const tables = {
  /** Something that has to be put right: found by an execution, told by a passer-by, or written down. */
  followups: table(
    {
      id: t.uuid().primary(),
      state: t.oneOf('open', 'assigned', 'in_progress', 'done', 'verified', 'cancelled'),
      origin: t.oneOf('nonconformity', 'fault', 'office'),
      title: t.string(200),
      words: t.text(),
      priority: t.oneOf('low', 'normal', 'high'),
      executionId: t.uuid().references('executions').nullable(),
      stepKey: t.string(40).nullable(),
      siteId: t.uuid().references('sites').nullable(),
      equipmentId: t.uuid().references('siteEquipment').nullable(),
      assigneeId: t.uuid().nullable(),
      dueOn: t.day().nullable(),
      /** How whoever told it, without an account, may be reached. */
      contact: t.string(200),
      creatorId: t.uuid().nullable(),
      createdAt: t.instant(),
      changedAt: t.instant(),
      doneAt: t.instant().nullable(),
    },
    {
      indexes: [
        ['state', 'createdAt'],
        ['createdAt'],
        ['assigneeId', 'state'],
        ['dueOn', 'state'],
        ['executionId', 'stepKey'],
        ['siteId', 'createdAt'],
        ['equipmentId', 'createdAt'],
      ],
    },
  ),
  /** What was done with it, by whom, in which words. */
  followupMoves: table(
    {
      id: t.uuid().primary(),
      followupId: t.uuid().references('followups', 'cascade'),
      /** Null: by itself, because its step was put right. */
      memberId: t.uuid().nullable().index(),
      move: t.string(20),
      words: t.string(2000),
      movedAt: t.instant(),
    },
    { indexes: [['followupId', 'movedAt']] },
  ),
}

export type FollowupTables = DatabaseOf<typeof tables>
export type FollowupRow = RowOf<typeof tables.followups>
