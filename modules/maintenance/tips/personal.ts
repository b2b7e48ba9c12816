/** What tips know of a person; a tip that was published stays, without its author. */
import { memberOfAccount } from '#core/workspaces/api.ts'
import type { Context, Personal } from '#kernel/module.ts'
import type { TipsTables } from './tables.ts'

type Ctx = Context<TipsTables>

export const personal: Personal & { tables: readonly string[] } = {
  tables: ['tips'],

  async gather(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return {}
    const tips = await ctx.db
      .selectFrom('tips')
      .select(['title', 'content', 'category', 'state', 'createdAt'])
      .where('authorId', '=', member.id)
      .orderBy('createdAt')
      .orderBy('id')
      .execute()
    return { tips }
  },

  async forget(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return
    const { id } = member
    await ctx.db
      .updateTable('tips')
      .set({ reviewerId: null })
      .where('reviewerId', '=', id)
      .execute()
    await ctx.db.updateTable('tips').set({ authorId: null }).where('authorId', '=', id).execute()
  },
}
