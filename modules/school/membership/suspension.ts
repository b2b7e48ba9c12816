/** Who may not give or receive for a while: by an administrator's decision, or until the charter is accepted. */
import type { Context } from '#kernel/module.ts'
import { WrongState } from '#kernel/contract.ts'
import { acceptanceOf, charterOf } from './conditions.ts'
import { memberSuspended } from './contract.ts'
import { lockedPlace, moveMembership } from './enrolment.ts'
import { readMember } from './members.ts'
import type { ExchangeTables } from '../exchange/tables.ts'

type Ctx = Context<ExchangeTables>

export async function suspend(ctx: Ctx, asked: { memberId: string; reason: string }) {
  const { memberId, reason } = asked
  await lockedPlace(ctx, memberId)
  const why = { suspendedFor: 'decision', suspensionReason: reason } as const
  await moveMembership(ctx, memberId, 'suspend', 'manager', why)
  await ctx.audit('membership.suspension-reason', memberId, { reason })
  await ctx.emit(memberSuspended, { memberId, reason })
  return readMember(ctx, { memberId })
}

/** An administrator ends what an administrator decided; the charter is the member's own to accept. */
export async function resume(ctx: Ctx, { memberId }: { memberId: string }) {
  const { membership, suspendedFor } = await lockedPlace(ctx, memberId)
  if (suspendedFor === 'charter') throw WrongState({ state: membership, allowed: [] })
  await moveMembership(ctx, memberId, 'resume', 'manager', free)
  if (await isOverdue(ctx, memberId))
    await moveMembership(ctx, memberId, 'suspend', 'system', { suspendedFor: 'charter' })
  return readMember(ctx, { memberId })
}

async function isOverdue(ctx: Ctx, memberId: string): Promise<boolean> {
  const charter = await charterOf(ctx)
  if (!charter || charter.dueAt! > ctx.now()) return false
  return !(await acceptanceOf(ctx, memberId, charter.version))
}

const free = { suspendedFor: null, suspensionReason: null }

/** Accepting ends what only the charter had stopped. */
export async function resumeAccepted(ctx: Ctx, memberId: string): Promise<void> {
  const { membership, suspendedFor } = await lockedPlace(ctx, memberId)
  if (membership === 'suspended' && suspendedFor === 'charter')
    await moveMembership(ctx, memberId, 'resume', 'system', free)
}

/** The days of grace are over: who has not accepted waits until then. */
export async function suspendUnaccepted(ctx: Ctx): Promise<void> {
  const charter = await charterOf(ctx)
  if (!charter || charter.dueAt! > ctx.now()) return
  const late = await ctx.db
    .selectFrom('exchangeAccounts')
    .select('memberId')
    .where('membership', '=', 'active')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('charterAcceptances')
            .select('version')
            .whereRef('charterAcceptances.memberId', '=', 'exchangeAccounts.memberId')
            .where('version', '=', charter.version),
        ),
      ),
    )
    .orderBy('memberId')
    .execute()
  for (const { memberId } of late) {
    // Accepted, or gone, since the list was read?
    const { membership } = await lockedPlace(ctx, memberId)
    if (membership === 'active' && (await isOverdue(ctx, memberId)))
      await moveMembership(ctx, memberId, 'suspend', 'system', { suspendedFor: 'charter' })
  }
}
