/** Visitors have no account: what they wrote goes when they ask, or with time. Of members it is known what they saw to. */
import { memberOfAccount } from '#core/workspaces/api.ts'
import type { Context, Personal } from '#kernel/module.ts'
import type { VisitorTables } from './tables.ts'

type Ctx = Context<VisitorTables>

export const visitorPersonal: Personal & { tables: readonly string[] } = {
  tables: ['visitors', 'visitorConversations', 'visitorCodes', 'visitorSessions', 'visitorBlocks'],

  async gather(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return {}
    const rows = ctx.db
      .selectFrom('visitorConversations')
      .select(['conversationId', 'state', 'createdAt'])
      .where('assigneeId', '=', member.id)
    return { visitorConversations: await rows.orderBy('createdAt').execute() }
  },

  async forget(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return
    const { db } = ctx
    await db
      .updateTable('visitorConversations')
      .set({ assigneeId: null })
      .where('assigneeId', '=', member.id)
      .execute()
    await db
      .updateTable('visitorBlocks')
      .set({ blockedBy: null })
      .where('blockedBy', '=', member.id)
      .execute()
  },
}
