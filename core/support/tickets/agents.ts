/** Who answers for the house: the active members whose roles let them work on tickets. */
import { activeMembers } from '#core/workspaces/api.ts'
import type { Context } from '#kernel/module.ts'
import { Permissions } from '#kernel/permissions.ts'

const WORKS = 'tickets.work'

export async function agentsOf(ctx: Context): Promise<{ id: string; name: string }[]> {
  const permissions = new Permissions(ctx.parts)
  const members = await activeMembers(ctx)
  return members
    .filter(({ roles }) => permissions.of(roles, ctx.workspace.modules).has(WORKS))
    .map(({ id, name }) => ({ id, name }))
}

export const isAgent = async (ctx: Context, memberId: string): Promise<boolean> =>
  (await agentsOf(ctx)).some(({ id }) => id === memberId)

export const listAgents = async (ctx: Context) => ({ items: await agentsOf(ctx) })
