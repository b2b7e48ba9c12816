/** An execution begins: by a phone that may have begun it hours ago, or as one that was planned. */
import type * as z from 'zod/mini'
import { KeyReused } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import type { ProceduresTables } from '../procedures/tables.ts'
import { publishedVersion, stepRowsOf } from '../procedures/versions.ts'
import type { SiteTables } from '../sites/tables.ts'
import { type startExecution, UnknownPlace, VersionClosed } from './contract.ts'
import { tell } from './news.ts'
import { executionMachine, trueMoment } from './rules.ts'
import { shownById } from './shown.ts'
import type { ExecutionRow, ExecutionTables } from './tables.ts'

type Ctx = Context<ExecutionTables & SiteTables & ProceduresTables>
type Asked = z.output<(typeof startExecution)['input']>

/** Sent again it is the same one; an id that somebody else used is refused. */
export async function start(ctx: Ctx, asked: Asked) {
  const { id, versionId } = asked
  const query = ctx.db.selectFrom('executions').selectAll().where('id', '=', id)
  const known = await ctx.locked(query).executeTakeFirst()
  if (known && known.ownerId !== ctx.actor.id) throw KeyReused()
  if (known && known.state !== 'planned') {
    if (known.versionId !== versionId) throw KeyReused()
    return shownById(ctx, id)
  }
  const receivedAt = ctx.now()
  const driftMs = Date.parse(asked.sentAt) - receivedAt.getTime()
  const startedAt = trueMoment(asked.startedAt, driftMs, receivedAt)
  const version = await startable(ctx, versionId, startedAt)
  if (known) {
    if (known.procedureId !== version.procedureId) throw KeyReused()
    const set = { versionId, stepCount: version.steps.length, startedAt, listedAt: startedAt }
    await move(ctx, 'executions', id, executionMachine, 'start', {
      by: 'owner',
      set: { ...set, revision: known.revision + 1 },
    })
  } else {
    const place = await placeOf(ctx, asked)
    const row: ExecutionRow = {
      ...blank(ctx, { id, procedureId: version.procedureId, versionId }),
      ...place,
      state: 'in_progress',
      startedAt,
      listedAt: startedAt,
      stepCount: version.steps.length,
    }
    if (!(await insertIgnore(ctx.db, ctx.dialect, 'executions', row))) throw KeyReused()
  }
  await begin(ctx, id, versionId, startedAt)
  await ctx.audit('executions.started', id, { version: version.number })
  tell(ctx, id, [ctx.actor.id])
  return shownById(ctx, id)
}

/** The steps of its version, its first hand, and the clock of the work. */
async function begin(ctx: Ctx, executionId: string, versionId: string, startedAt: Date) {
  const { db, actor } = ctx
  const hand = { executionId, memberId: actor.id, since: ctx.now() }
  await insertIgnore(db, ctx.dialect, 'executionHands', hand)
  const steps = await stepRowsOf(ctx, versionId)
  const rows = steps.map(({ id: stepId, key: stepKey, place }) => ({
    ...{ executionId, stepId, stepKey, place },
    state: 'pending' as const,
    changedAt: startedAt,
  }))
  for (let at = 0; at < rows.length; at += 100)
    await db
      .insertInto('executionSteps')
      .values(rows.slice(at, at + 100))
      .execute()
  await db
    .insertInto('executionIntervals')
    .values({ id: newId(), executionId, memberId: actor.id, startedAt, endedAt: null })
    .execute()
}

/**
 * A version that others have replaced meanwhile is still the one the phone has; one that was taken back, or whose
 * procedure was put away, is not begun after that moment.
 */
export async function startable(ctx: Ctx, versionId: string, at: Date) {
  const version = await publishedVersion(ctx, versionId)
  if (!version) throw VersionClosed({ state: 'draft' })
  if (version.state === 'retracted' && (version.endedAt === null || version.endedAt <= at))
    throw VersionClosed({ state: version.state })
  const procedure = await ctx.db
    .selectFrom('procedures')
    .select(['state', 'changedAt'])
    .where('id', '=', version.procedureId)
    .executeTakeFirstOrThrow()
  if (procedure.state === 'archived' && procedure.changedAt <= at)
    throw VersionClosed({ state: procedure.state })
  return version
}

type Place = { siteId?: string | undefined; equipmentId?: string | undefined }

/** Equipment says its site; a site and equipment that are elsewhere do not go together. */
export async function placeOf({ db }: Ctx, { siteId, equipmentId }: Place) {
  if (equipmentId !== undefined) {
    const found = await db
      .selectFrom('siteEquipment')
      .select('siteId')
      .where('id', '=', equipmentId)
      .executeTakeFirst()
    if (!found || (siteId !== undefined && siteId !== found.siteId)) throw UnknownPlace()
    return { siteId: found.siteId, equipmentId }
  }
  if (siteId === undefined) return { siteId: null, equipmentId: null }
  const found = await db
    .selectFrom('sites')
    .select('id')
    .where('id', '=', siteId)
    .executeTakeFirst()
  if (!found) throw UnknownPlace()
  return { siteId, equipmentId: null }
}

type Ids = Pick<ExecutionRow, 'id' | 'procedureId' | 'versionId'>

/** Before anything happened in it. */
export const blank = (ctx: Pick<Ctx, 'actor' | 'now'>, ids: Ids): ExecutionRow => ({
  ...ids,
  state: 'planned',
  ownerId: ctx.actor.id,
  siteId: null,
  equipmentId: null,
  plannedOn: null,
  plannedFrom: null,
  plannedUntil: null,
  startedAt: null,
  completedAt: null,
  reason: null,
  listedAt: ctx.now(),
  createdAt: ctx.now(),
  revision: 1,
  stepCount: 0,
  settledCount: 0,
  nonconformCount: 0,
  conflictCount: 0,
  eventCount: 0,
})
