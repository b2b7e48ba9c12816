/** Who hears of a procedure: who reviews when it waits, who wrote it when it comes back or is published. */
import { notify } from '#core/notifications/api.ts'
import { activeMembers, memberOf } from '#core/workspaces/api.ts'
import type { Context, JobRun } from '#kernel/module.ts'
import { REVIEWER, rolesWith } from '../roles.ts'
import type { VersionFacts } from './contract.ts'
import { cameBack, waitsForReview, wasPublished } from './notices.ts'
import { type Ctx, versionById } from './versions.ts'

/** Those whose own role it is; where it is nobody's, everybody who may. */
export async function reviewersIn(
  ctx: Context,
  permission: 'procedures.review' | 'tips.review',
): Promise<string[]> {
  const roles = rolesWith(permission)
  const able = (await activeMembers(ctx)).filter((it) =>
    it.roles.some((one) => roles.includes(one)),
  )
  const own = able.filter((it) => it.roles.includes(REVIEWER))
  return (own.length > 0 ? own : able).map((it) => it.id)
}

export async function tellReviewers(ctx: Context, facts: VersionFacts, { jobId }: JobRun) {
  const { title, actorId, procedureId } = facts
  await notify(ctx, {
    notice: waitsForReview,
    to: await reviewersIn(ctx, 'procedures.review'),
    except: actorId,
    key: jobId,
    about: `procedure/${procedureId}`,
    facts: { title, name: await nameOf(ctx, actorId) },
    path: `/procedures/${procedureId}`,
  })
}

export async function tellOfReturn(ctx: Ctx, facts: VersionFacts, { jobId }: JobRun) {
  const { title, actorId, authorId, procedureId, versionId } = facts
  const version = await versionById(ctx, versionId)
  if (authorId === null || !version) return
  await notify(ctx, {
    notice: cameBack,
    to: [authorId],
    except: actorId,
    key: jobId,
    about: `procedure/${procedureId}`,
    facts: { title, name: await nameOf(ctx, actorId), quote: version.comment },
    path: `/procedures/${procedureId}/edit`,
  })
}

export async function tellOfPublication(ctx: Context, facts: VersionFacts, { jobId }: JobRun) {
  const { title, actorId, authorId, procedureId } = facts
  if (authorId === null) return
  await notify(ctx, {
    notice: wasPublished,
    to: [authorId],
    except: actorId,
    key: jobId,
    about: `procedure/${procedureId}`,
    facts: { title, name: await nameOf(ctx, actorId) },
    path: `/procedures/${procedureId}`,
  })
}

const nameOf = async (ctx: Context, memberId: string) =>
  (await memberOf(ctx, memberId))?.name ?? ctx.workspace.name
