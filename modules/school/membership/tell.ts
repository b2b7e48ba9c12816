/** A suspension is told to the person, a new charter to everybody who is asked to accept it. */
import { notify } from '#core/notifications/api.ts'
import type { Context, JobRun } from '#kernel/module.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import { charterToAccept, membershipSuspended } from './notices.ts'

type Ctx = Context<ExchangeTables>

export async function tellOfSuspension(
  ctx: Ctx,
  { memberId, reason }: { memberId: string; reason: string },
  { jobId }: JobRun,
): Promise<void> {
  await notify(ctx, {
    notice: membershipSuspended,
    to: [memberId],
    key: jobId,
    facts: { quote: reason },
    path: '/exchange/membership',
  })
}

export async function tellOfCharter(ctx: Ctx, { version }: { version: number }): Promise<void> {
  const { dueAt } = await ctx.db
    .selectFrom('charterVersions')
    .select('dueAt')
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  const asked = await ctx.db
    .selectFrom('exchangeAccounts')
    .select('memberId')
    .where('membership', 'in', ['invited', 'active', 'suspended'])
    .execute()
  await notify(ctx, {
    notice: charterToAccept,
    to: asked.map(({ memberId }) => memberId),
    key: String(version),
    about: 'charter',
    facts: {
      school: ctx.workspace.name,
      day: { day: dueAt!.toISOString().slice(0, 10) },
    },
    path: '/exchange/charter',
  })
}
