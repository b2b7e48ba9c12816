/** A person's new name or address reaches the copy that each of their workspaces keeps. */
import type { Context, OpenContext } from '#kernel/module.ts'
import { memberRenamed } from './contract.ts'
import { folded } from './rules.ts'
import type { RegistryTables, WorkspaceTables } from './tables.ts'

export async function renameMember(
  ctx: OpenContext,
  { accountId, name }: { accountId: string; name: string },
): Promise<void> {
  for (const workspaceId of await placesOf(ctx, accountId))
    await ctx.inWorkspace(workspaceId, async ({ db, emit }: Context<WorkspaceTables>) => {
      const member = await db
        .selectFrom('members')
        .select(['id', 'roles'])
        .where('accountId', '=', accountId)
        .where('name', '!=', name)
        .executeTakeFirst()
      if (!member) return
      const named = { name, sortName: folded(name) }
      await db.updateTable('members').set(named).where('id', '=', member.id).execute()
      await emit(memberRenamed, { memberId: member.id, accountId, name, roles: member.roles })
    })
}

export async function moveMember(
  ctx: OpenContext,
  { accountId, email }: { accountId: string; email: string },
): Promise<void> {
  for (const workspaceId of await placesOf(ctx, accountId))
    await ctx.inWorkspace(workspaceId, async ({ db }: Context<WorkspaceTables>) => {
      await db.updateTable('members').set({ email }).where('accountId', '=', accountId).execute()
    })
}

async function placesOf(ctx: OpenContext, accountId: string): Promise<string[]> {
  const rows = await ctx.registry(({ db }: Context<RegistryTables>) =>
    db.selectFrom('memberships').select('workspaceId').where('accountId', '=', accountId).execute(),
  )
  return rows.map((it) => it.workspaceId)
}
