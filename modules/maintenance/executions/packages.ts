/** Everything a phone takes along, and whether a newer version says something else about safety. */
import type { Context } from '#kernel/module.ts'
import type { ProceduresTables } from '../procedures/tables.ts'
import { stepsOf, versionById } from '../procedures/versions.ts'
import type { SiteTables } from '../sites/tables.ts'
import { visibleExecution } from './access.ts'
import type { Newer, Package } from './contract.ts'
import { accountOf, keptEvents } from './history.ts'
import { criticalChanges } from './rules.ts'
import { shown } from './shown.ts'
import type { EventRow, ExecutionRow, ExecutionTables } from './tables.ts'

type Ctx = Context<ExecutionTables & SiteTables & ProceduresTables>

export async function readPackage(
  ctx: Ctx,
  { executionId, known }: { executionId: string; known?: string | undefined },
): Promise<{ package: Package | null }> {
  const row = await visibleExecution(ctx, executionId)
  const now = await standingOf(ctx, row)
  // With the version: what changes there is not written into the execution.
  const stamp = [row.revision, row.ownerId, now.state, now.publishedId].join(' ')
  if (known === stamp) return { package: null }
  const account = await accountOf(ctx, row)
  const { steps, rows, resolutions, photos } = account
  return {
    package: {
      ...{ stamp, steps, resolutions },
      execution: await shown(ctx, row),
      events: await keptEvents(ctx, rows),
      photos: photos.map(({ id, state }) => ({ photoId: id, state })),
      newer: await newerOf(ctx, row, rows),
    },
  }
}

async function standingOf(ctx: Ctx, { versionId, procedureId }: ExecutionRow) {
  const version = await versionById(ctx, versionId)
  const procedure = await ctx.db
    .selectFrom('procedures')
    .select('publishedId')
    .where('id', '=', procedureId)
    .executeTakeFirstOrThrow()
  return { state: version!.state, publishedId: procedure.publishedId }
}

/** Null while it is the newest and was not taken back. An execution at its end is told nothing. */
export async function newerOf(
  ctx: Ctx,
  row: ExecutionRow,
  events: readonly EventRow[],
): Promise<Newer | null> {
  const isOver = ['completed', 'abandoned', 'amended'].includes(row.state)
  const { state, publishedId } = await standingOf(ctx, row)
  const isRetracted = state === 'retracted'
  const hasNewer = publishedId !== null && publishedId !== row.versionId
  if (isOver || (!hasNewer && !isRetracted)) return null
  const newest = hasNewer ? await versionById(ctx, publishedId) : undefined
  const changes = newest
    ? criticalChanges(await stepsOf(ctx, row.versionId), await stepsOf(ctx, newest.id))
    : []
  const isAcknowledged = events.some(
    ({ what }) => what.kind === 'acknowledged' && what.versionId === (newest?.id ?? row.versionId),
  )
  return {
    versionId: newest?.id ?? null,
    version: newest?.number ?? null,
    ...{ isRetracted, changes, isAcknowledged },
  }
}
