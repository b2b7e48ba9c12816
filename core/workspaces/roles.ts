/** Nobody gives, takes or touches what stands above their own role. */
import type { Context } from '#kernel/module.ts'
import { RoleAboveOwn, UnknownRole } from './contract.ts'
import { highestRank, isKnownRole, OWNER_RANK, rankOf } from './rules.ts'
import type { WorkspaceTables } from './tables.ts'

type Ctx = Context<WorkspaceTables>

/** Read in the acting transaction: the role of a moment ago gives nothing. */
export async function ownRank({ db, actor }: Ctx): Promise<number> {
  if (actor.kind === 'system') return OWNER_RANK
  const me = await db
    .selectFrom('members')
    .select('roles')
    .where('id', '=', actor.id)
    .where('active', '=', true)
    .executeTakeFirst()
  return me ? highestRank(me.roles) : -1
}

export async function checkGivable(ctx: Ctx, roles: readonly string[]): Promise<void> {
  const unknown = roles.find((role) => !isKnownRole(role, ctx.workspace.modules))
  if (unknown) throw UnknownRole({ role: unknown })
  const rank = await ownRank(ctx)
  const above = roles.find((role) => rankOf(role) > rank)
  if (above) throw RoleAboveOwn({ role: above })
}
