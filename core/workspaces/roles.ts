/** Nobody gives, takes or touches what stands above their own role. */
import type { Context } from '#kernel/module.ts'
import { RoleAboveOwn, UnknownRole } from './contract.ts'
import { highestRank, OWNER_RANK, rankOf } from './rules.ts'
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

/** `held` is what they have already: it may stay, also when its module is off and nobody could give it today. */
export async function checkGivable(
  ctx: Ctx,
  roles: readonly string[],
  held: readonly string[] = [],
): Promise<void> {
  const unknown = roles.find((role) => !held.includes(role) && !isKnownRole(ctx, role))
  if (unknown) throw UnknownRole({ role: unknown })
  const rank = await ownRank(ctx)
  const above = roles.find((role) => rankOf(role) > rank)
  if (above) throw RoleAboveOwn({ role: above })
}

/** A platform role, or one that a module declares which is on here. */
const isKnownRole = ({ parts, workspace }: Ctx, role: string): boolean =>
  rankOf(role) >= 0 &&
  (!role.includes('.') ||
    parts.some((it) => workspace.modules.includes(it.name) && role in it.roles))
