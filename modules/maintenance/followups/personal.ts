/** What follow-up actions know of a person: what has to be put right stays, without them. */
import { memberOfAccount } from '#core/workspaces/api.ts'
import type { Context, Personal } from '#kernel/module.ts'
import type { FollowupTables } from './tables.ts'

type Ctx = Context<FollowupTables>

export const personal: Personal & { tables: readonly string[] } = {
  tables: ['followupMoves'],

  async gather(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return {}
    const { id } = member
    const followups = await ctx.db
      .selectFrom('followups')
      .select(['title', 'state', 'dueOn', 'createdAt'])
      .where(({ or, eb }) => or([eb('assigneeId', '=', id), eb('creatorId', '=', id)]))
      .orderBy('createdAt')
      .orderBy('id')
      .execute()
    const followupMoves = await ctx.db
      .selectFrom('followupMoves')
      .select(['followupId', 'move', 'words', 'movedAt'])
      .where('memberId', '=', id)
      .orderBy('movedAt')
      .orderBy('id')
      .execute()
    return { followups, followupMoves }
  },

  async forget(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return
    const { id } = member
    const { db } = ctx
    for (const column of ['assigneeId', 'creatorId'] as const)
      await db
        .updateTable('followups')
        .set({ [column]: null })
        .where(column, '=', id)
        .execute()
    await db
      .updateTable('followupMoves')
      .set({ memberId: null })
      .where('memberId', '=', id)
      .execute()
  },
}
