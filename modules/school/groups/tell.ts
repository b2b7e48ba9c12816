/** Who hears of a group exchange: each person it concerns, with their own share. */
import { notify } from '#core/notifications/api.ts'
import { memberOf } from '#core/workspaces/api.ts'
import type { JobRun } from '#kernel/module.ts'
import type { Ctx } from './groups.ts'
import { groupAskedNotice, groupClosedNotice, groupPreparedNotice } from './notices.ts'
import { mostShareOf, shareOf } from './rules.ts'

type Facts = { groupId: string; memberIds: readonly string[] }

export const tellHost = (ctx: Ctx, facts: Facts, run: JobRun) =>
  tell(ctx, facts, run, groupPreparedNotice)
export const tellParticipants = (ctx: Ctx, facts: Facts, run: JobRun) =>
  tell(ctx, facts, run, groupAskedNotice)
export const tellOfClosing = (ctx: Ctx, facts: Facts, run: JobRun) =>
  tell(ctx, facts, run, groupClosedNotice)

/** Somebody may be asked again, so each time is told by itself. */
async function tell(
  ctx: Ctx,
  { groupId, memberIds }: Facts,
  { jobId }: JobRun,
  notice: typeof groupAskedNotice,
): Promise<void> {
  const group = await ctx.db
    .selectFrom('groupExchanges')
    .selectAll()
    .where('id', '=', groupId)
    .executeTakeFirstOrThrow()
  const lines = await ctx.db
    .selectFrom('groupParticipants as participant')
    .leftJoin('exchangeTransfers as transfer', 'transfer.id', 'participant.transferId')
    .select(['participant.memberId', 'participant.state', 'transfer.units'])
    .where('groupId', '=', groupId)
    .execute()
  const counted = lines.filter((it) => it.state !== 'declined').length
  const paid = lines.reduce((sum, it) => sum + (it.units ?? 0), 0)
  const host = await memberOf(ctx, group.hostId)
  const unitsIn = (count: number) => ({ say: 'groups.units', count })
  for (const memberId of memberIds.toSorted()) {
    const share = lines.find((it) => it.memberId === memberId)?.units ?? paid
    await notify(ctx, {
      notice,
      to: [memberId],
      key: jobId,
      about: `group/${groupId}`,
      facts: {
        title: group.title,
        name: host?.name ?? ctx.workspace.name,
        units: unitsIn(notice === groupClosedNotice ? share : shareOf(group, counted)),
        most: unitsIn(mostShareOf(group)),
      },
      path: `/exchange/groups/${groupId}`,
    })
  }
}
