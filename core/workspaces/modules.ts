/** Modules of one workspace: what is switched off is hidden and kept. */
import { NotFound } from '#kernel/contract.ts'
import type { Context, OpenContext, Pending } from '#kernel/module.ts'
import {
  catalogue,
  ModulePending,
  moduleSwitched,
  switchRecorded,
  UnknownModule,
} from './contract.ts'
import { findWorkspaceById } from './directory.ts'
import type { RegistryTables } from './tables.ts'

export async function listModules(ctx: OpenContext) {
  const { modules } = ctx.client(catalogue)
  return { items: modules.map((module) => stateOf(ctx, module, ctx.workspace.modules)) }
}

export async function switchModule(
  ctx: OpenContext,
  { module, on, force }: { module: string; on: boolean; force: boolean },
) {
  const { workspace } = ctx
  if (!ctx.client(catalogue).modules.includes(module)) throw UnknownModule({ module })
  const pending = on ? [] : await pendingIn(ctx, module)
  if (pending.length > 0) {
    const mayForce = ctx.actor.permissions.has('modules.force')
    if (!force || !mayForce) throw ModulePending({ module, pending, mayForce })
  }
  // Its tables first: nobody may find the module on without them.
  if (on)
    await ctx.provision({ ...workspace, modules: [...new Set([...workspace.modules, module])] })

  const modules = await ctx.registry(async (registry: Context<RegistryTables>) => {
    const { db, locked } = registry
    const asked = db.selectFrom('workspaces').select('modules').where('id', '=', workspace.id)
    const row = await locked(asked).executeTakeFirst()
    if (!row) throw NotFound()
    const others = row.modules.filter((it) => it !== module)
    const modules = on ? [...others, module] : others
    await db.updateTable('workspaces').set({ modules }).where('id', '=', workspace.id).execute()
    const forced = pending.length > 0
    await registry.audit('modules.switched', workspace.id, {
      module,
      on,
      ...(forced && { forced, pending }),
    })
    await registry.emit(switchRecorded, { workspaceId: workspace.id, module })
    return modules
  })
  return stateOf(ctx, module, modules)
}

/** What people would leave unfinished; a module that is off already has nothing to say. */
async function pendingIn(ctx: OpenContext, module: string): Promise<Pending[]> {
  const part = ctx.parts.find((it) => it.name === module)
  if (!part?.pending || !ctx.workspace.modules.includes(module)) return []
  return [...(await ctx.transact((inside) => part.pending!(inside)))]
}

/**
 * Tells the workspace, entered anew: a module that is on since a moment hears of it too. Says how things stand instead
 * of what was asked, so that switches that overtake each other, or are told twice, end alike.
 */
export async function announceSwitch(
  ctx: OpenContext,
  { workspaceId, module }: { workspaceId: string; module: string },
): Promise<void> {
  const known = await ctx.registry(({ db }) => findWorkspaceById(db, workspaceId))
  if (!known) return // deleted since: nobody is left to hear it
  await ctx.inWorkspace(workspaceId, ({ workspace, emit }) =>
    emit(moduleSwitched, { module, on: workspace.modules.includes(module) }),
  )
}

function stateOf(ctx: OpenContext, module: string, on: readonly string[]) {
  const { kinds } = ctx.client(catalogue)
  const isMain = kinds.some((it) => it.kind === ctx.workspace.kind && it.module === module)
  return { module, on: on.includes(module), isMain }
}
