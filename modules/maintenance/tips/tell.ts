/** Who hears of a tip: who reviews when it is proposed, who proposed it when it is decided. */
import { notify } from '#core/notifications/api.ts'
import { memberOf } from '#core/workspaces/api.ts'
import type { Context, JobRun } from '#kernel/module.ts'
import { reviewersIn } from '../procedures/tell.ts'
import type { TipFacts } from './contract.ts'
import { tipAccepted, tipRefused, tipWaits } from './notices.ts'
import type { TipsTables } from './tables.ts'

type Ctx = Context<TipsTables>

export async function tellTipReviewers(ctx: Context, facts: TipFacts, { jobId }: JobRun) {
  const { tipId, title, actorId } = facts
  const author = await memberOf(ctx, actorId)
  await notify(ctx, {
    notice: tipWaits,
    to: await reviewersIn(ctx, 'tips.review'),
    except: actorId,
    key: jobId,
    about: `tip/${tipId}`,
    facts: { title, name: author?.name ?? ctx.workspace.name },
    path: `/tips/${tipId}`,
  })
}

export async function tellOfTip(ctx: Context, facts: TipFacts, { jobId }: JobRun) {
  const { tipId, title, actorId, authorId } = facts
  if (authorId === null) return
  await notify(ctx, {
    notice: tipAccepted,
    to: [authorId],
    except: actorId,
    key: jobId,
    about: `tip/${tipId}`,
    facts: { title },
    path: `/tips/${tipId}`,
  })
}

export async function tellOfRefusal(ctx: Ctx, facts: TipFacts, { jobId }: JobRun) {
  const { tipId, title, actorId, authorId } = facts
  const tip = await ctx.db
    .selectFrom('tips')
    .select('comment')
    .where('id', '=', tipId)
    .executeTakeFirst()
  if (authorId === null || !tip) return
  await notify(ctx, {
    notice: tipRefused,
    to: [authorId],
    except: actorId,
    key: jobId,
    about: `tip/${tipId}`,
    facts: { title, quote: tip.comment },
    path: `/tips/${tipId}`,
  })
}
