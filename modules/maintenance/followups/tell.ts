/** Who hears of follow-up actions: whose they are, and who gives them out and checks them. */
import { notify } from '#core/notifications/api.ts'
import { activeMembers } from '#core/workspaces/api.ts'
import type { Context, JobRun } from '#kernel/module.ts'
import { rolesWith } from '../roles.ts'
import { followupAssignedTo, followupToCheck, followupWaiting } from './notices.ts'
import type { FollowupTables } from './tables.ts'

type Ctx = Context<FollowupTables>
type One = { followupId: string }

const rowOf = ({ db }: Ctx, followupId: string) =>
  db
    .selectFrom('followups')
    .select(['title', 'words', 'creatorId', 'state', 'assigneeId'])
    .where('id', '=', followupId)
    .executeTakeFirst()

async function managers(ctx: Ctx): Promise<string[]> {
  const roles = rolesWith('followups.manage')
  const members = await activeMembers(ctx)
  return members.filter((it) => it.roles.some((role) => roles.includes(role))).map(({ id }) => id)
}

export async function tellOfRaise(ctx: Ctx, { followupId }: One): Promise<void> {
  const row = await rowOf(ctx, followupId)
  if (row?.state !== 'open') return
  await notify(ctx, {
    notice: followupWaiting,
    to: await managers(ctx),
    except: row.creatorId,
    key: followupId,
    about: `followup/${followupId}`,
    facts: { title: row.title, quote: row.words },
    path: `/followups/${followupId}`,
  })
}

/** To whom it belongs when this runs: it may have gone on. */
export async function tellOfAssignment(
  ctx: Ctx,
  { followupId, memberId, actorId }: One & { memberId: string; actorId: string },
  { jobId }: JobRun,
): Promise<void> {
  const row = await rowOf(ctx, followupId)
  if (row?.assigneeId !== memberId) return
  await notify(ctx, {
    notice: followupAssignedTo,
    to: [memberId],
    except: actorId,
    key: jobId,
    about: `followup/${followupId}`,
    facts: { title: row.title },
    path: `/followups/${followupId}`,
  })
}

export async function tellOfFinish(
  ctx: Ctx,
  { followupId, actorId }: One & { actorId: string },
  { jobId }: JobRun,
): Promise<void> {
  const row = await rowOf(ctx, followupId)
  if (row?.state !== 'done') return
  await notify(ctx, {
    notice: followupToCheck,
    to: await managers(ctx),
    except: actorId,
    key: jobId,
    about: `followup/${followupId}`,
    facts: { title: row.title },
    path: `/followups/${followupId}`,
  })
}
