/** An execution was completed or corrected: its report is asked for, once for each state of it. */
import type { Context } from '#kernel/module.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { move } from '#kernel/transition.ts'
import { reportAsked, reportChanged } from './contract.ts'
import { wholeOf } from './gathering.ts'
import { reportMachine } from './rules.ts'
import type { ReportRow, ReportTables } from './tables.ts'

type Ctx = Context<ReportTables>

/** The first report, and one more with each correction. Safe to repeat. */
export async function askReport(ctx: Ctx, { executionId }: { executionId: string }): Promise<void> {
  const at = ctx.now()
  const { view } = await wholeOf(ctx, executionId, at)
  const row: ReportRow = {
    id: newId(at.getTime()),
    executionId,
    number: view.amendments.length + 1,
    state: reportMachine.initial,
    progress: 0,
    ownerId: view.owner?.id ?? null,
    technician: [...(view.owner?.name ?? '')].slice(0, 120).join(''),
    title: view.title,
    version: view.version,
    site: view.site?.name ?? null,
    equipment: view.equipment?.name ?? null,
    completedAt: view.completedAt ? new Date(view.completedAt) : null,
    steps: view.views.length,
    nonconform: view.views.filter((it) => it.standing.state === 'nonconform').length,
    photos: view.views.reduce((sum, it) => sum + livingPhotos(it), 0),
    askedAt: at,
    jsonId: newId(at.getTime()),
    pdfId: newId(at.getTime()),
    jsonBytes: null,
    pdfBytes: null,
    pages: null,
    digest: null,
    fault: null,
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'reports', row))) return
  await ctx.emit(reportAsked, { reportId: row.id })
  ctx.publish(reportChanged, { reportId: row.id })
}

const livingPhotos = ({
  standing,
}: {
  standing: { photos: readonly { removedFor: string | null }[] }
}) => standing.photos.filter((it) => it.removedFor === null).length

/** What failed is made again. The caller has found that the report may be seen. */
export async function askAgain(ctx: Ctx, reportId: string): Promise<void> {
  const set = { progress: 0, fault: null }
  await move(ctx, 'reports', reportId, reportMachine, 'retry', { by: 'member', set })
  await ctx.emit(reportAsked, { reportId })
  ctx.publish(reportChanged, { reportId })
}
