/** The administrator's hand on a plan: written in the workspace, and with their name in the registry's audit. */
import { changePlan, keepPlan, viewPlan } from '#core/plans/api.ts'
import type { Context, OpenContext } from '#kernel/module.ts'

type Change = { workspaceId: string; plan: string; reason: string; isAtOnce: boolean }

export const readWorkspacePlan = (ctx: OpenContext, { workspaceId }: { workspaceId: string }) =>
  ctx.inWorkspace(workspaceId, viewPlan)

export async function changeWorkspacePlan(ctx: OpenContext, { workspaceId, ...change }: Change) {
  return recorded(ctx, workspaceId, 'plans.changed', change, (inside) => changePlan(inside, change))
}

export async function keepWorkspacePlan(
  ctx: OpenContext,
  { workspaceId, reason }: { workspaceId: string; reason: string },
) {
  return recorded(ctx, workspaceId, 'plans.kept', { reason }, (inside) => keepPlan(inside, reason))
}

async function recorded(
  ctx: OpenContext,
  workspaceId: string,
  action: string,
  facts: Record<string, unknown>,
  work: (inside: Context) => Promise<void>,
) {
  const view = await ctx.inWorkspace(workspaceId, async (inside) => {
    await work(inside)
    return viewPlan(inside)
  })
  await ctx.registry(({ audit }) => audit(action, workspaceId, facts))
  return view
}
