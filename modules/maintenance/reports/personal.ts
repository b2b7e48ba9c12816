/** What reports know of a person: whose work it was, and who made a link. The document itself stays as it was sealed. */
import { memberOfAccount } from '#core/workspaces/api.ts'
import type { Context, Personal } from '#kernel/module.ts'
import type { ReportTables } from './tables.ts'

type Ctx = Context<ReportTables>

export const personal: Personal & { tables: readonly string[] } = {
  tables: ['reportLinks'],

  async gather(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return {}
    const reports = await ctx.db
      .selectFrom('reports')
      .select(['title', 'number', 'completedAt', 'digest'])
      .where('ownerId', '=', member.id)
      .orderBy('askedAt')
      .orderBy('id')
      .execute()
    const reportLinks = await ctx.db
      .selectFrom('reportLinks')
      .select(['name', 'createdAt', 'expiresAt'])
      .where('createdBy', '=', member.id)
      .orderBy('createdAt')
      .orderBy('id')
      .execute()
    return { reports, reportLinks }
  },

  async forget(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return
    const { db } = ctx
    const { id } = member
    const nameless = { ownerId: null, technician: '' }
    await db.updateTable('reports').set(nameless).where('ownerId', '=', id).execute()
    await db
      .updateTable('reportLinks')
      .set({ createdBy: null })
      .where('createdBy', '=', id)
      .execute()
  },
}
