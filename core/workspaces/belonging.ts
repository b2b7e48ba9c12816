/** What closing an account asks of each workspace. */
import type { Context } from '#kernel/module.ts'
import { LastOwner } from './contract.ts'
import { leaveAs } from './members.ts'
import { OWNER_RANK } from './rules.ts'
import type { WorkspaceTables } from './tables.ts'

type Ctx = Context<WorkspaceTables>

const memberOf = ({ db }: Ctx, accountId: string) =>
  db
    .selectFrom('members')
    .select(['id', 'roleRank', 'active'])
    .where('accountId', '=', accountId)
    .where('leftAt', 'is', null)
    .executeTakeFirst()

/** Without this person nobody would own the workspace. */
export async function isLastOwner(ctx: Ctx, accountId: string): Promise<boolean> {
  const member = await memberOf(ctx, accountId)
  if (!member?.active || member.roleRank !== OWNER_RANK) return false
  const other = await ctx.db
    .selectFrom('members')
    .select('id')
    .where('roleRank', '=', OWNER_RANK)
    .where('active', '=', true)
    .where('id', '!=', member.id)
    .executeTakeFirst()
  return !other
}

/** Leaves as the member would; false when nobody else owns the workspace. */
export async function endMembership(ctx: Ctx, accountId: string): Promise<boolean> {
  const member = await memberOf(ctx, accountId)
  if (!member) return true
  try {
    await leaveAs(ctx, member.id)
    return true
  } catch (error) {
    if (LastOwner.is(error)) return false
    throw error
  }
}
