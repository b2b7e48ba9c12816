/** All that is known of one execution: its events, what people decided between them, and what they come to. */
import { memberNames } from '#core/workspaces/api.ts'
import type { Context } from '#kernel/module.ts'
import type { ProceduresTables } from '../procedures/tables.ts'
import { stepsOf } from '../procedures/versions.ts'
import { DRIFT_MS, type EventRefusal, type KeptEvent, type Resolution } from './contract.ts'
import { standings, type Told } from './standing/rules.ts'
import type { EventRow, ExecutionRow, ExecutionTables } from './tables.ts'

type Ctx = Context<ExecutionTables & ProceduresTables>

export const eventsOf = ({ db }: Ctx, executionId: string): Promise<EventRow[]> =>
  db
    .selectFrom('executionEvents')
    .selectAll()
    .where('executionId', '=', executionId)
    .orderBy('receivedAt')
    .orderBy('deviceId')
    .orderBy('sequence')
    .execute()

/** As its device made it: the very text that is hashed. */
export const toldOf = (row: EventRow): Told => ({
  id: row.id,
  deviceId: row.deviceId,
  sequence: row.sequence,
  deviceAt: row.deviceAt.toISOString(),
  steadyMs: row.steadyMs,
  what: row.what,
  refusal: row.refusal as EventRefusal | null,
})

export async function resolutionsOf({ db }: Ctx, executionId: string): Promise<Resolution[]> {
  const rows = await db
    .selectFrom('executionConflicts')
    .select(['stepKey', 'field', 'choiceId', 'over'])
    .where('executionId', '=', executionId)
    .where('state', '=', 'resolved')
    .orderBy('resolvedAt')
    .execute()
  return rows.map((it) => ({ ...it, choiceId: it.choiceId! }))
}

export const photosOf = ({ db }: Ctx, executionId: string) =>
  db.selectFrom('executionPhotos').selectAll().where('executionId', '=', executionId).execute()

/** The version's steps, everything that happened, and how each step stands by it. */
export async function accountOf(
  ctx: Ctx,
  { id, versionId }: Pick<ExecutionRow, 'id' | 'versionId'>,
) {
  const steps = await stepsOf(ctx, versionId)
  const rows = await eventsOf(ctx, id)
  const resolutions = await resolutionsOf(ctx, id)
  const photos = await photosOf(ctx, id)
  const told = rows.map(toldOf)
  return { steps, rows, told, resolutions, photos, standings: standings(steps, told, resolutions) }
}

export async function keptEvents(ctx: Ctx, rows: readonly EventRow[]): Promise<KeptEvent[]> {
  const ids = [...new Set(rows.map((it) => it.memberId).filter((id) => id !== null))]
  const names = await memberNames(ctx, ids)
  return rows.map((row) => ({
    ...toldOf(row),
    refusal: row.refusal as EventRefusal | null,
    memberId: row.memberId ?? '',
    by: (row.memberId !== null && names.get(row.memberId)) || '',
    receivedAt: row.receivedAt.toISOString(),
    driftMs: Math.abs(row.driftMs) > DRIFT_MS ? row.driftMs : null,
  }))
}
