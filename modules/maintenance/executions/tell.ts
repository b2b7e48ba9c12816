/** Technicians hear what is planned for them, and what is handed over to them. */
import { notify } from '#core/notifications/api.ts'
import { memberNames } from '#core/workspaces/api.ts'
import type { Context, JobRun } from '#kernel/module.ts'
import type { ProceduresTables } from '../procedures/tables.ts'
import type { SiteTables } from '../sites/tables.ts'
import { executionHandedTo, executionPlannedFor } from './notices.ts'
import { shownById } from './shown.ts'
import type { ExecutionTables } from './tables.ts'

type Ctx = Context<ExecutionTables & SiteTables & ProceduresTables>
type Told = { executionId: string; memberId: string; actorId: string }

/** One that was dropped meanwhile is told to nobody. */
export async function tellOfPlan(ctx: Ctx, asked: Told, { jobId }: JobRun): Promise<void> {
  const execution = await found(ctx, asked.executionId)
  if (!execution?.plannedOn) return
  const { title, site, plannedOn } = execution
  const place = site?.name ?? { say: 'executions.no-place' }
  await notify(ctx, {
    notice: executionPlannedFor,
    to: [asked.memberId],
    except: asked.actorId,
    key: jobId,
    about: `execution/${asked.executionId}`,
    facts: { title, place, day: { day: plannedOn } },
    path: `/executions/${asked.executionId}`,
  })
}

export async function tellOfHandover(ctx: Ctx, asked: Told, { jobId }: JobRun): Promise<void> {
  const execution = await found(ctx, asked.executionId)
  if (!execution) return
  const names = await memberNames(ctx, [asked.actorId])
  await notify(ctx, {
    notice: executionHandedTo,
    to: [asked.memberId],
    except: asked.actorId,
    key: jobId,
    about: `execution/${asked.executionId}`,
    facts: { name: names.get(asked.actorId) ?? ctx.workspace.name, title: execution.title },
    path: `/executions/${asked.executionId}`,
  })
}

async function found(ctx: Ctx, executionId: string) {
  const row = await ctx.db
    .selectFrom('executions')
    .select('id')
    .where('id', '=', executionId)
    .executeTakeFirst()
  return row && shownById(ctx, executionId)
}
