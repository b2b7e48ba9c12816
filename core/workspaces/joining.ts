/** Coming into a workspace, and back into it. */
import { giveBack, spend } from '#core/plans/api.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { memberJoined } from './contract.ts'
import { ACTIVE_MEMBERS } from './limits.ts'
import { folded, highestRank } from './rules.ts'
import type { WorkspaceTables } from './tables.ts'

export type Newcomer = { accountId: string; name: string; email: string; roles: string[] }

/**
 * Makes somebody a member; false when they are one already. Who left comes back as the same member,
 * so that leaving and returning gives nobody a second start.
 */
export async function join(
  ctx: Context<WorkspaceTables>,
  { accountId, name, email, roles }: Newcomer,
): Promise<boolean> {
  const { db, dialect, now, emit, audit, locked } = ctx
  if (await isMember(ctx, accountId)) return false
  await spend(ctx, ACTIVE_MEMBERS)
  const named = { name, sortName: folded(name), email, roles, roleRank: highestRank(roles) }
  const present = { ...named, active: true, joinedAt: now(), leftAt: null }
  const id = newId()
  const isNew = await insertIgnore(db, dialect, 'members', { id, accountId, ...present })
  const known = isNew
    ? undefined
    : await locked(
        db
          .selectFrom('members')
          .select(['id', 'active', 'leftAt'])
          .where('accountId', '=', accountId),
      ).executeTakeFirstOrThrow()
  // Somebody else let them in meanwhile.
  if (known?.active && !known.leftAt) {
    await giveBack(ctx, ACTIVE_MEMBERS)
    return false
  }
  if (known) await db.updateTable('members').set(present).where('id', '=', known.id).execute()

  const memberId = known?.id ?? id
  await emit(memberJoined, { memberId, accountId, name, roles })
  await audit('members.joined', memberId, { roles: roles.join() })
  return true
}

const isMember = async ({ db }: Context<WorkspaceTables>, accountId: string): Promise<boolean> =>
  (await db
    .selectFrom('members')
    .select('id')
    .where('accountId', '=', accountId)
    .where('active', '=', true)
    .where('leftAt', 'is', null)
    .executeTakeFirst()) !== undefined
