import { type DatabaseOf, t, table } from '#kernel/data/column.ts'

export const blockTables = {
  /** Who takes no direct messages of whom. */
  memberBlocks: table(
    { blockerId: t.uuid(), blockedId: t.uuid().index(), since: t.instant() },
    { primary: ['blockerId', 'blockedId'], checks: { two: 'blockerId <> blockedId' } },
  ),
}
export type BlockTables = DatabaseOf<typeof blockTables>
