/** Coming into the exchange and going: a place for each member, units with the first activation, nothing left behind. */
import { balanceOf } from '#core/ledger/api.ts'
import type { KnownMember } from '#core/workspaces/api.ts'
import { NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { ActorOf, MoveOf } from '#kernel/machine.ts'
import type { Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { giveBack, openWithGrant, returnBalance } from '../exchange/community.ts'
import { closePending, hasPending } from '../exchange/pending.ts'
import { leaveAgenda } from '../agenda/appointments.ts'
import { declineShares, leaveGroups } from '../groups/answers.ts'
import { leaveNeeds } from '../needs/answers.ts'
import { fold } from '../exchange/search.ts'
import type { ExchangeTables, ParticipantRow } from '../exchange/tables.ts'
import { conditionsOf } from './conditions.ts'
import { ConditionsMissing } from './contract.ts'
import { membershipMachine, missing } from './rules.ts'

type Ctx = Context<ExchangeTables>
type By = ActorOf<typeof membershipMachine>

/** A place for who has none yet, active at once when the school asks nothing; once, however many callers try. */
export async function enrol(ctx: Ctx, member: KnownMember): Promise<ParticipantRow> {
  const { id: memberId, accountId, name } = member
  const row = {
    memberId,
    accountId,
    ledgerAccountId: null,
    name,
    folded: fold(name),
    active: false,
    joinedAt: ctx.now(),
    membership: 'invited' as const,
    present: true,
  }
  const isNew = await insertIgnore(ctx.db, ctx.dialect, 'exchangeAccounts', row)
  if (isNew) await activateIfReady(ctx, memberId)
  return lockedPlace(ctx, memberId)
}

/** The row, locked until the transaction ends: moves of one membership come one after another. */
export async function lockedPlace(ctx: Ctx, memberId: string): Promise<ParticipantRow> {
  const query = ctx.db.selectFrom('exchangeAccounts').selectAll().where('memberId', '=', memberId)
  return ctx.locked(query).executeTakeFirstOrThrow(() => NotFound())
}

/** Moves a membership, and with it whether lists and transfers count the member. */
export async function moveMembership(
  ctx: Ctx,
  memberId: string,
  name: MoveOf<typeof membershipMachine>,
  by: By,
  set: Partial<ParticipantRow> = {},
): Promise<void> {
  const active = membershipMachine.moves[name].to === 'active'
  await move(ctx, 'exchangeAccounts', memberId, membershipMachine, name, {
    by,
    key: 'memberId',
    column: 'membership',
    set: { ...set, active },
  })
  if (name === 'suspend') await declineShares(ctx, memberId)
  await ctx.audit(`membership.${past[name]}`, memberId, { by })
}

const past = {
  activate: 'activated',
  suspend: 'suspended',
  resume: 'resumed',
  leave: 'leaving',
  finish: 'left',
  rejoin: 'rejoined',
  reopen: 'reopened',
} as const satisfies Record<MoveOf<typeof membershipMachine>, string>

/** Account and grant come with the first activation; what returned to the community comes back with a later one. */
export async function activate(ctx: Ctx, memberId: string, by: By): Promise<void> {
  const place = await lockedPlace(ctx, memberId)
  const lacking = missing(await conditionsOf(ctx, place))
  if (place.membership === 'invited' && lacking.length)
    throw ConditionsMissing({ missing: lacking.join() })
  await moveMembership(ctx, memberId, 'activate', by)
  const { ledgerAccountId } = place
  if (ledgerAccountId) await giveBack(ctx, { memberId, ledgerAccountId })
  else
    await ctx.db
      .updateTable('exchangeAccounts')
      .set({ ledgerAccountId: await openWithGrant(ctx, place) })
      .where('memberId', '=', memberId)
      .execute()
  // Leaving and coming back does not end what an administrator decided.
  if (place.suspendedFor === 'decision') await moveMembership(ctx, memberId, 'suspend', 'system')
}

/** True when it made the member active; a condition that is missing is not an error here. */
export async function activateIfReady(ctx: Ctx, memberId: string): Promise<boolean> {
  const place = await lockedPlace(ctx, memberId)
  const isReady =
    place.present &&
    place.membership === 'invited' &&
    missing(await conditionsOf(ctx, place)).length === 0
  if (isReady) await activate(ctx, memberId, 'system')
  return isReady
}

/** Whoever waits and meets the conditions as they are now. */
export async function activateReady(ctx: Ctx): Promise<void> {
  const waiting = await ctx.db
    .selectFrom('exchangeAccounts')
    .select('memberId')
    .where('membership', '=', 'invited')
    .where('present', '=', true)
    .orderBy('memberId')
    .execute()
  for (const { memberId } of waiting) await activateIfReady(ctx, memberId)
}

/** Nothing stays promised, offers pause, and what is left returns; a debt waits for an administrator. */
export async function depart(
  ctx: Ctx,
  memberId: string,
  by: By,
  set: Partial<ParticipantRow> = {},
): Promise<void> {
  await moveMembership(ctx, memberId, 'leave', by, set)
  await leaveGroups(ctx, memberId)
  await leaveNeeds(ctx, memberId)
  await leaveAgenda(ctx, memberId)
  await closePending(ctx, memberId)
  await ctx.db
    .updateTable('exchangeOffers')
    .set({ state: 'paused', updatedAt: ctx.now() })
    .where('ownerId', '=', memberId)
    .where('state', '=', 'active')
    .execute()
  await finishIfSettled(ctx, memberId)
}

/** A leaver with nothing waiting and nothing owed has left; true when that is so now. */
export async function finishIfSettled(ctx: Ctx, memberId: string): Promise<boolean> {
  const { membership, ledgerAccountId } = await lockedPlace(ctx, memberId)
  if (membership !== 'leaving') return false
  if (ledgerAccountId) {
    if (await hasPending(ctx, memberId)) return false
    await returnBalance(ctx, { memberId, ledgerAccountId })
    if ((await balanceOf(ctx, ledgerAccountId)).posted !== 0) return false
  }
  await moveMembership(ctx, memberId, 'finish', 'system')
  return true
}

/** After a correction: somebody who has left owes something again, or is owed. */
export async function settleLeaver(ctx: Ctx, memberId: string): Promise<void> {
  const place = await lockedPlace(ctx, memberId)
  if (place.membership === 'left') await moveMembership(ctx, memberId, 'reopen', 'system')
  await finishIfSettled(ctx, memberId)
}

/** Invited again, and active at once when the conditions are met. */
export async function rejoin(
  ctx: Ctx,
  memberId: string,
  by: By,
  set: Partial<ParticipantRow> = {},
): Promise<void> {
  await moveMembership(ctx, memberId, 'rejoin', by, set)
  await activateIfReady(ctx, memberId)
}
