/** Reads one execution for its report: everything, whoever may see it, and always the same for the same moment. */
import type { Context } from '#kernel/module.ts'
import { confirmedOf } from '../advice/analyses.ts'
import { certify } from '../executions/certificates.ts'
import { accountOf, keptEvents } from '../executions/history.ts'
import { readExecution, type Ctx } from '../executions/office/reading.ts'
import { lockedExecution } from '../executions/access.ts'
import type { Whole } from './content.ts'

/** The report is the house's own: it is made whoever completed the work, and by a job that is nobody. */
const clerk = (ctx: Context, at: Date): Ctx => ({
  ...ctx,
  now: () => at,
  actor: { ...ctx.actor, permissions: new Set(['executions.oversee']) },
})

export async function wholeOf(given: Context, executionId: string, at: Date): Promise<Whole> {
  const ctx = clerk(given, at)
  const row = await lockedExecution(ctx, executionId)
  const { rows, resolutions } = await accountOf(ctx, row)
  const view = await readExecution(ctx, { executionId })
  const certificates = []
  for (const { deviceId } of view.proof)
    certificates.push(await certify(ctx, { executionId, deviceId }))
  const analyses = await confirmedOf(ctx as Context<any>, executionId)
  const events = await keptEvents(ctx, rows)
  return { view, events, resolutions, certificates, analyses }
}
