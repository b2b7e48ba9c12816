/** Who hears of a need: always the one of the two who did not just act. */
import type * as z from 'zod/mini'
import { notify } from '#core/notifications/api.ts'
import { memberOf } from '#core/workspaces/api.ts'
import type { Context, JobRun } from '#kernel/module.ts'
import type { HelpFacts, helpDropped, NeedFacts } from './contract.ts'
import { answerAccepted, answerCame, helpReleased, helpWithdrawn, needEndsSoon } from './notices.ts'

type Told = { facts: NeedFacts; to: string; from: string | null; notice: typeof answerCame }

export const tellOfAnswer = (ctx: Context, facts: HelpFacts, run: JobRun) =>
  tell(ctx, run, { facts, to: facts.ownerId, from: facts.helperId, notice: answerCame })
export const tellOfMatch = (ctx: Context, facts: HelpFacts, run: JobRun) =>
  tell(ctx, run, { facts, to: facts.helperId, from: facts.ownerId, notice: answerAccepted })
export const tellOfEnd = (ctx: Context, facts: NeedFacts, run: JobRun) =>
  tell(ctx, run, { facts, to: facts.ownerId, from: null, notice: needEndsSoon })
export const tellOfDrop = (
  ctx: Context,
  facts: z.output<(typeof helpDropped)['payload']>,
  run: JobRun,
) =>
  facts.byHelper
    ? tell(ctx, run, { facts, to: facts.ownerId, from: facts.helperId, notice: helpWithdrawn })
    : tell(ctx, run, { facts, to: facts.helperId, from: facts.ownerId, notice: helpReleased })

/** The same can happen to a need again, so each time is told by itself. */
async function tell(ctx: Context, { jobId }: JobRun, { facts, to, from, notice }: Told) {
  const { needId, title } = facts
  const other = from === null ? undefined : await memberOf(ctx, from)
  await notify(ctx, {
    notice,
    to: [to],
    except: from,
    key: jobId,
    about: `need/${needId}`,
    facts: { title, name: other?.name ?? ctx.workspace.name },
    path: `/exchange/needs/${needId}`,
  })
}
