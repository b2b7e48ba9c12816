/** What advice knows of a person: what they asked about photos, and what they decided. */
import { memberOfAccount } from '#core/workspaces/api.ts'
import type { Context, Personal } from '#kernel/module.ts'
import type { AdviceTables } from './tables.ts'

type Ctx = Context<AdviceTables>

export const personal: Personal & { tables: readonly string[] } = {
  tables: ['adviceAnalyses'],

  async gather(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return {}
    const adviceAnalyses = await ctx.db
      .selectFrom('adviceAnalyses')
      .select(['state', 'words', 'findings', 'corrected', 'note', 'createdAt'])
      .where('ownerId', '=', member.id)
      .orderBy('createdAt')
      .orderBy('id')
      .execute()
    return { adviceAnalyses }
  },

  async forget(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return
    for (const column of ['ownerId', 'decidedBy'] as const)
      await ctx.db
        .updateTable('adviceAnalyses')
        .set({ [column]: null })
        .where(column, '=', member.id)
        .execute()
  },
}
