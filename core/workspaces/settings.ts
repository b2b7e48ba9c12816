import { NotFound } from '#kernel/contract.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import type { Workspace } from './contract.ts'
import { memberOf } from './people.ts'
import type { RegistryTables, WorkspaceTables } from './tables.ts'

export async function readWorkspace(ctx: Context<WorkspaceTables>): Promise<Workspace> {
  const { workspace, actor } = ctx
  const member = await memberOf(ctx, actor.id)
  if (!member) throw NotFound()
  const { id, slug, name, kind, state, locale, timeZone, modules } = workspace
  return {
    id,
    slug,
    name,
    kind,
    state,
    locale,
    timeZone,
    modules: [...modules],
    member: { id: member.id, name: member.name, roles: member.roles },
    permissions: [...actor.permissions].sort(),
  }
}

type Change = {
  name?: string | undefined
  locale?: string | undefined
  timeZone?: string | undefined
}

export async function changeWorkspace(ctx: OpenContext, { name, locale, timeZone }: Change) {
  const changed = Object.entries({ name, locale, timeZone }).filter(
    ([, value]) => value !== undefined,
  )
  if (changed.length === 0) return { done: true } as const
  const change = Object.fromEntries(changed)
  await ctx.registry(async ({ db, audit }: Context<RegistryTables>) => {
    await db.updateTable('workspaces').set(change).where('id', '=', ctx.workspace.id).execute()
    await audit('workspace.changed', ctx.workspace.id, change)
  })
  return { done: true } as const
}
