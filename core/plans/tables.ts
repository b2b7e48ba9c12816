import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'

export const workspaceTables = {
  /** One row: the plan that holds here, and the one that follows. No row yet is the first plan of the kind. */
  planStanding: table({
    id: t.string(10).primary(),
    plan: t.string(40),
    /** The day of the version that was taken with the plan. */
    version: t.day(),
    takenAt: t.instant(),
    nextPlan: t.string(40).nullable(),
    nextAt: t.instant().nullable(),
  }),
  /** How much of each limit is used. `most` is the plan's, null is unlimited; after a downgrade `used` may be above. */
  planCounters: table(
    { name: t.string(60).primary(), used: t.int(), most: t.int().nullable() },
    { checks: { counted: 'used >= 0' } },
  ),
}

export const registryTables = {
  /** What one account has, over all workspaces. */
  planAccountCounters: table(
    { accountId: t.uuid(), name: t.string(60), used: t.int() },
    { primary: ['accountId', 'name'], checks: { counted: 'used >= 0' } },
  ),
}

export type PlanTables = DatabaseOf<typeof workspaceTables>
export type AccountTables = DatabaseOf<typeof registryTables>
export type StandingRow = RowOf<typeof workspaceTables.planStanding>
