/** Changing what members may do, and who is one. */
import { giveBack, spend } from '#core/plans/api.ts'
import { NotFound } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import {
  LastOwner,
  type Member,
  memberJoined,
  memberLeft,
  RoleAboveOwn,
  rolesChanged,
} from './contract.ts'
import { withdrawInvitationsBy } from './invitations.ts'
import { ACTIVE_MEMBERS } from './limits.ts'
import { shownTo } from './people.ts'
import { checkGivable, ownRank } from './roles.ts'
import { highestRank, ladder, OWNER_RANK } from './rules.ts'
import type { MemberRow, WorkspaceTables } from './tables.ts'

type Ctx = Context<WorkspaceTables>
type Change = { memberId: string; roles?: string[] | undefined; active?: boolean | undefined }

export async function changeMember(ctx: Ctx, { memberId, ...change }: Change): Promise<Member> {
  const member = await lockedMember(ctx, memberId)
  await checkReach(ctx, member)
  if (change.roles) await checkGivable(ctx, change.roles, member.roles)
  const roles = change.roles ? [...new Set(change.roles)] : member.roles
  const active = change.active ?? member.active
  if (!roles.includes('owner') || !active) await keepAnOwner(ctx, member)

  if (active && !member.active) await spend(ctx, ACTIVE_MEMBERS)
  if (!active && member.active) await giveBack(ctx, ACTIVE_MEMBERS)
  const changed = { ...member, roles, roleRank: highestRank(roles), active }
  const { roleRank } = changed
  await ctx.db
    .updateTable('members')
    .set({ roles, roleRank, active })
    .where('id', '=', memberId)
    .execute()
  // An invitation is worth what its writer may give: less now than when it was written.
  if (!active || roleRank < member.roleRank) await withdrawInvitationsBy(ctx, memberId)

  const { accountId, name } = member
  const happened = active === member.active ? rolesChanged : active ? memberJoined : memberLeft
  await ctx.emit(happened, { memberId, accountId, name, roles })
  await ctx.audit('members.changed', memberId, { roles: roles.join(), active })
  return shownTo(ctx, changed, await ownRank(ctx))
}

export async function removeMember(ctx: Ctx, { memberId }: { memberId: string }) {
  const member = await lockedMember(ctx, memberId)
  await checkReach(ctx, member)
  return end(ctx, member, 'members.removed')
}

export async function leave(ctx: Ctx) {
  return end(ctx, await lockedMember(ctx, ctx.actor.id), 'members.left')
}

/** The same for who closes their account. */
export const leaveAs = async (ctx: Ctx, memberId: string) =>
  end(ctx, await lockedMember(ctx, memberId), 'members.left')

/** The row stays: what this person did here still has an author, and coming back finds it again. */
async function end(ctx: Ctx, member: MemberRow, action: string): Promise<{ done: true }> {
  await keepAnOwner(ctx, member)
  const { id: memberId, accountId, name, roles } = member
  await ctx.db
    .updateTable('members')
    .set({ active: false, leftAt: ctx.now() })
    .where('id', '=', memberId)
    .execute()
  if (member.active) await giveBack(ctx, ACTIVE_MEMBERS)
  await withdrawInvitationsBy(ctx, memberId)
  await ctx.emit(memberLeft, { memberId, accountId, name, roles })
  await ctx.audit(action, memberId)
  return { done: true }
}

/** Owners are locked first and together: two who demote each other wait here, and the second is the last. */
async function lockedMember(ctx: Ctx, memberId: string): Promise<MemberRow> {
  await ownersOf(ctx)
  const asked = ctx.db
    .selectFrom('members')
    .selectAll()
    .where('id', '=', memberId)
    .where('leftAt', 'is', null)
  const member = await ctx.locked(asked).executeTakeFirst()
  if (!member) throw NotFound()
  return member
}

async function keepAnOwner(ctx: Ctx, member: MemberRow): Promise<void> {
  if (member.roleRank !== OWNER_RANK || !member.active) return
  const others = (await ownersOf(ctx)).filter(({ id }) => id !== member.id)
  if (others.length === 0) throw LastOwner()
}

const ownersOf = ({ db, locked }: Ctx) =>
  locked(
    db
      .selectFrom('members')
      .select('id')
      .where('roleRank', '=', OWNER_RANK)
      .where('active', '=', true)
      .orderBy('id'),
  ).execute()

async function checkReach(ctx: Ctx, member: MemberRow): Promise<void> {
  if (member.roleRank > (await ownRank(ctx))) throw RoleAboveOwn({ role: ladder[member.roleRank]! })
}
