/** Versions with their steps: as rows, as they are read, and what somebody may do with them. */
import { memberNames } from '#core/workspaces/api.ts'
import { NotFound } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import type { Step } from '../steps/contract.ts'
import type * as contract from './contract.ts'
import { readiness, versionMachine } from './rules.ts'
import type { ProcedureRow, ProceduresTables, StepRow, VersionRow } from './tables.ts'

export type Ctx = Context<ProceduresTables>
export type OneVersion = { versionId: string }

/** Who writes or reviews sees what is in work; everybody else what was published. */
export const mayWork = ({ actor }: Pick<Ctx, 'actor'>) =>
  actor.permissions.has('procedures.write') || actor.permissions.has('procedures.review')

/** What is not published is not there for who only reads. */
export async function visibleVersion(ctx: Ctx, versionId: string): Promise<VersionRow> {
  const row = await versionById(ctx, versionId)
  if (!row || (row.publishedAt === null && !mayWork(ctx))) throw NotFound()
  return row
}

/** Also for executions: the version they pin, whatever became of it since. */
export const versionById = ({ db }: Ctx, versionId: string): Promise<VersionRow | undefined> =>
  db.selectFrom('procedureVersions').selectAll().where('id', '=', versionId).executeTakeFirst()

/** Who begins, saves, publishes and removes wait here for each other: the procedure first, its versions after. */
export const lockProcedure = ({ db, locked }: Ctx, id: string): Promise<ProcedureRow | undefined> =>
  locked(db.selectFrom('procedures').selectAll().where('id', '=', id)).executeTakeFirst()

/** In their order. */
export const stepRowsOf = ({ db }: Ctx, versionId: string): Promise<StepRow[]> =>
  db
    .selectFrom('procedureSteps')
    .selectAll()
    .where('versionId', '=', versionId)
    .orderBy('place')
    .execute()

export const stepsOf = async (ctx: Ctx, versionId: string): Promise<Step[]> =>
  (await stepRowsOf(ctx, versionId)).map(asStep)

export const asStep = (row: StepRow): Step => {
  const { id: _, versionId: _v, place: _p, kind: _k, ...step } = row
  return step
}

/** One sentence for everything that others need of a version that was published. */
export async function publishedVersion(ctx: Ctx, versionId: string) {
  const row = await versionById(ctx, versionId)
  if (!row || row.publishedAt === null) return undefined
  return { ...row, steps: await stepsOf(ctx, versionId) }
}

const ROWS_AT_ONCE = 50

/** In place of those that were there. */
export async function writeSteps(ctx: Ctx, versionId: string, steps: readonly Step[]) {
  const { db, now } = ctx
  await db.deleteFrom('procedureSteps').where('versionId', '=', versionId).execute()
  const rows = steps.map((step, i) => ({
    ...step,
    id: newId(now().getTime()),
    versionId,
    place: i + 1,
    kind: step.validation.kind,
  }))
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await db
      .insertInto('procedureSteps')
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .execute()
}

export async function readVersion(ctx: Ctx, { versionId }: OneVersion): Promise<contract.Version> {
  const row = await visibleVersion(ctx, versionId)
  const steps = await stepsOf(ctx, versionId)
  const names = await namesFor(ctx, [row])
  const { state } = await ctx.db
    .selectFrom('procedures')
    .select('state')
    .where('id', '=', row.procedureId)
    .executeTakeFirstOrThrow()
  const writes = ctx.actor.permissions.has('procedures.write')
  const reviews = ctx.actor.permissions.has('procedures.review')
  const isActive = state === 'active'
  const moves: contract.Version['moves'] = [
    ...(writes && isActive ? versionMachine.allowed(row.state, 'author') : []),
    ...(reviews && isActive ? versionMachine.allowed(row.state, 'reviewer') : []),
    ...(writes && row.state === 'draft' ? (['discard'] as const) : []),
  ].filter((it) => it !== 'supersede')
  const { procedureId, description, category, tags, equipment, revision, sourceName } = row
  return {
    ...versionLine(row, names),
    ...{ procedureId, description, category, tags, equipment, revision, sourceName },
    steps,
    files: await filesOf(ctx, procedureId, steps),
    faults: row.state === 'draft' || row.state === 'in_review' ? readiness(steps) : [],
    moves,
    isWritable: writes && isActive && row.state === 'draft',
    changedAt: row.changedAt.toISOString(),
  }
}

/** The pictures and files that these steps show. */
export async function filesOf({ db }: Ctx, procedureId: string, steps: readonly Step[]) {
  const shown = new Set(steps.flatMap((it) => it.fileIds))
  if (shown.size === 0) return []
  const rows = await db
    .selectFrom('procedureFiles')
    .selectAll()
    .where('procedureId', '=', procedureId)
    .where('fileId', 'in', [...shown])
    .orderBy('fileId')
    .execute()
  return rows.map(({ fileId: id, name, kind, type, bytes }) => ({ id, name, kind, type, bytes }))
}

type Line = Pick<VersionRow, 'authorId' | 'lastAuthorId' | 'reviewerId'>

export const namesFor = (ctx: Ctx, rows: readonly Partial<Line>[]) =>
  memberNames(
    ctx,
    rows
      .flatMap((it) => [it.authorId, it.lastAuthorId, it.reviewerId])
      .filter((it) => it !== null && it !== undefined),
  )

/** By name alone: an address is nobody else's business. */
export const personNamed = (names: ReadonlyMap<string, string>, id: string | null) =>
  id === null || !names.has(id) ? null : { id, name: names.get(id)! }

export function versionLine(
  row: VersionRow,
  names: ReadonlyMap<string, string>,
): contract.VersionLine {
  const { id, number, state, title, note, stepCount, comment } = row
  return {
    ...{ id, number, state, title, note, stepCount, comment },
    author: personNamed(names, row.lastAuthorId ?? row.authorId),
    reviewer: personNamed(names, row.reviewerId),
    createdAt: row.createdAt.toISOString(),
    publishedAt: row.publishedAt?.toISOString() ?? null,
  }
}
