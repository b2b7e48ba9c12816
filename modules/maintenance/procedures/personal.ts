/** What procedures know of a person: what they wrote belongs to the house, which keeps it without them. */
import { memberOfAccount } from '#core/workspaces/api.ts'
import type { Context, Personal } from '#kernel/module.ts'
import type { ProceduresTables } from './tables.ts'

type Ctx = Context<ProceduresTables>

export const personal: Personal & { tables: readonly string[] } = {
  tables: ['procedures', 'procedureVersions', 'procedureImports'],

  async gather(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return {}
    const { id } = member
    const versions = await ctx.db
      .selectFrom('procedureVersions')
      .select(['title', 'number', 'state', 'createdAt', 'changedAt'])
      .where(({ or, eb }) =>
        or([eb('authorId', '=', id), eb('lastAuthorId', '=', id), eb('reviewerId', '=', id)]),
      )
      .orderBy('createdAt')
      .orderBy('id')
      .execute()
    const imports = await ctx.db
      .selectFrom('procedureImports')
      .select(['name', 'state', 'createdAt'])
      .where('ownerId', '=', id)
      .orderBy('createdAt')
      .orderBy('id')
      .execute()
    return { procedures: versions, procedureImports: imports }
  },

  async forget(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return
    const { id } = member
    const { db } = ctx
    await db.updateTable('procedures').set({ authorId: null }).where('authorId', '=', id).execute()
    for (const column of ['authorId', 'lastAuthorId', 'reviewerId'] as const)
      await db
        .updateTable('procedureVersions')
        .set({ [column]: null })
        .where(column, '=', id)
        .execute()
    await db.deleteFrom('procedureImports').where('ownerId', '=', id).execute()
  },
}
