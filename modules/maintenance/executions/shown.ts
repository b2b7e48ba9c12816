/** Executions as everybody reads them: with the names of people, places and procedures. */
import { wallTime } from '#core/calendar/contract.ts'
import { memberNames } from '#core/workspaces/api.ts'
import type { Context } from '#kernel/module.ts'
import type { ProceduresTables } from '../procedures/tables.ts'
import type { SiteTables } from '../sites/tables.ts'
import type { Execution } from './contract.ts'
import type { ExecutionRow, ExecutionTables } from './tables.ts'

type Ctx = Context<ExecutionTables & SiteTables & ProceduresTables>

/** Today, on the workspace's wall. */
export const todayIn = ({ workspace, now }: Pick<Ctx, 'workspace' | 'now'>): string =>
  wallTime(now(), workspace.timeZone).day

/** Who is over the day it was planned for and not at its end. */
export const isLate = ({ state, plannedOn }: ExecutionRow, today: string): boolean =>
  plannedOn !== null && plannedOn < today && late.includes(state)
export const late: ExecutionRow['state'][] = ['planned', 'in_progress', 'paused']

export async function shownAll(ctx: Ctx, rows: readonly ExecutionRow[]): Promise<Execution[]> {
  if (rows.length === 0) return []
  const { db } = ctx
  const some = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))]
  const names = await memberNames(ctx, some(rows.map((it) => it.ownerId)))
  const versions = await db
    .selectFrom('procedureVersions')
    .select(['id', 'number', 'title'])
    .where('id', 'in', some(rows.map((it) => it.versionId)))
    .execute()
  const sites = await namesIn(ctx, 'sites', some(rows.map((it) => it.siteId)))
  const equipment = await namesIn(ctx, 'siteEquipment', some(rows.map((it) => it.equipmentId)))
  const versionOf = new Map(versions.map((it) => [it.id, it]))
  const today = todayIn(ctx)
  return rows.map((row) => {
    const { id, state, procedureId, versionId, plannedOn, plannedFrom, plannedUntil } = row
    const version = versionOf.get(versionId)!
    const site = row.siteId === null ? undefined : sites.get(row.siteId)
    const device = row.equipmentId === null ? undefined : equipment.get(row.equipmentId)
    return {
      ...{ id, state, procedureId, versionId, plannedOn, plannedFrom, plannedUntil },
      version: version.number,
      title: version.title,
      owner: row.ownerId === null ? null : { id: row.ownerId, name: names.get(row.ownerId) ?? '' },
      isMine: row.ownerId === ctx.actor.id,
      site: site ? { id: site.id, name: site.name } : null,
      equipment: device ? { id: device.id, name: device.name, serial: device.serial } : null,
      isLate: isLate(row, today),
      startedAt: row.startedAt?.toISOString() ?? null,
      completedAt: row.completedAt?.toISOString() ?? null,
      settled: row.settledCount,
      steps: row.stepCount,
      nonconform: row.nonconformCount,
      conflicts: row.conflictCount,
    }
  })
}

export const shown = async (ctx: Ctx, row: ExecutionRow): Promise<Execution> =>
  (await shownAll(ctx, [row]))[0]!

export async function shownById(ctx: Ctx, executionId: string): Promise<Execution> {
  const query = ctx.db.selectFrom('executions').selectAll().where('id', '=', executionId)
  return shown(ctx, await query.executeTakeFirstOrThrow())
}

type Thing = { id: string; name: string; serial: string }

async function namesIn({ db }: Ctx, table: 'sites' | 'siteEquipment', ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, Thing>()
  const rows =
    table === 'sites'
      ? await db.selectFrom('sites').select(['id', 'name']).where('id', 'in', ids).execute()
      : await db
          .selectFrom('siteEquipment')
          .select(['id', 'name', 'serial'])
          .where('id', 'in', ids)
          .execute()
  return new Map(rows.map((it): [string, Thing] => [it.id, { serial: '', ...it }]))
}
