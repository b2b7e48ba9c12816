import { publishedAddress } from '#core/files/api.ts'
import { NotFound } from '#kernel/contract.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import type { Workspace } from '../contract.ts'
import { memberOf } from '../people.ts'
import type { RegistryTables, WorkspaceTables } from '../tables.ts'

export async function readWorkspace(ctx: Context<WorkspaceTables>): Promise<Workspace> {
  const { workspace, actor } = ctx
  const member = await memberOf(ctx, actor.id)
  const isHelper = actor.kind === 'support'
  if (!member && !isHelper) throw NotFound()
  const { id, slug, name, kind, state, locale, timeZone, modules, colour, logo } = workspace
  return {
    id,
    slug,
    name,
    kind,
    state,
    locale,
    timeZone,
    modules: [...modules],
    colour: colour ?? null,
    logo: logo ? publishedAddress(slug, logo) : null,
    // A helper from outside is nobody here.
    member: member
      ? { id: member.id, name: member.name, roles: member.roles }
      : { id: actor.id, name: '', roles: [] },
    permissions: [...actor.permissions].sort(),
  }
}

type Change = {
  name?: string | undefined
  locale?: string | undefined
  timeZone?: string | undefined
  colour?: string | null | undefined
}

export async function changeWorkspace(ctx: OpenContext, change: Change) {
  const changed = Object.entries(change).filter(([, value]) => value !== undefined)
  if (changed.length === 0) return { done: true } as const
  const values = Object.fromEntries(changed)
  await ctx.registry(async ({ db, audit }: Context<RegistryTables>) => {
    await db.updateTable('workspaces').set(values).where('id', '=', ctx.workspace.id).execute()
    // Which, not what: the audit outlives the workspace, and a name must not.
    await audit('workspace.changed', ctx.workspace.id, { changed: Object.keys(values).join() })
  })
  return { done: true } as const
}
