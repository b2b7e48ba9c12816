/** The whole of one execution for the office: steps, values in conflict, corrections, proof, and what may be done. */
import { memberNames } from '#core/workspaces/api.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import type { FollowupTables } from '../../followups/tables.ts'
import type { ProceduresTables } from '../../procedures/tables.ts'
import type { SiteTables } from '../../sites/tables.ts'
import { visibleExecution } from '../access.ts'
import { chainsOf } from '../certificates.ts'
import { DRIFT_MS } from '../contract.ts'
import { technicians } from '../handover.ts'
import { accountOf, keptEvents } from '../history.ts'
import { newerOf } from '../packages.ts'
import { executionMachine, isRunning, workingMs } from '../rules.ts'
import { shown } from '../shown.ts'
import type { EventRow, ExecutionRow, ExecutionTables } from '../tables.ts'
import { conflictsOf } from './conflicts.ts'
import type { ExecutionView } from './contract.ts'

export type Ctx = Context<ExecutionTables & SiteTables & ProceduresTables & FollowupTables>
type One = { executionId: string }

export async function readExecution(ctx: Ctx, { executionId }: One): Promise<ExecutionView> {
  const row = await visibleExecution(ctx, executionId)
  const { steps, rows, standings, photos } = await accountOf(ctx, row)
  const followups = await ctx.db
    .selectFrom('followups')
    .select(['id', 'stepKey'])
    .where('executionId', '=', executionId)
    .where('state', '!=', 'cancelled')
    .execute()
  const conflicts = await conflictsOf(ctx, executionId, rows)
  const intervals = await intervalsOf(ctx, executionId)
  const moves = movesOf(ctx, row)
  return {
    ...(await shown(ctx, row)),
    views: steps.map((step, i) => ({
      step,
      standing: standings[i]!,
      photos: photos
        .filter((it) => it.stepKey === step.key)
        .map(({ id, state }) => ({ photoId: id, state })),
      followupId: followups.find((it) => it.stepKey === step.key)?.id ?? null,
    })),
    openConflicts: conflicts.filter((it) => it.resolvedAt === null),
    settledConflicts: conflicts.filter((it) => it.resolvedAt !== null),
    amendments: await amendmentsOf(ctx, executionId),
    newer: await newerOf(ctx, row, rows),
    abandonedFor: row.reason,
    intervals,
    workingMs: workingMs(intervals, ctx.now()),
    drifts: driftsOf(rows),
    proof: await chainsOf(ctx, executionId),
    moves,
    mayResolve: ctx.actor.permissions.has('executions.supervise'),
    technicians: moves.includes('handover') ? await technicians(ctx) : [],
  }
}

function movesOf(ctx: Ctx, { state, ownerId }: ExecutionRow): ExecutionView['moves'] {
  const isOwner = ownerId === ctx.actor.id && ctx.actor.permissions.has('executions.work')
  const isSupervisor = ctx.actor.permissions.has('executions.supervise')
  const moves = new Set([
    ...(isOwner ? executionMachine.allowed(state, 'owner') : []),
    ...(isSupervisor ? executionMachine.allowed(state, 'supervisor') : []),
  ])
  const all: ExecutionView['moves'] = [...moves].filter((it) => it !== 'start')
  if ((isOwner || isSupervisor) && isRunning(state)) all.push('handover')
  // One more correction of what was corrected.
  if (isSupervisor && state === 'amended') all.push('amend')
  return all
}

async function intervalsOf(ctx: Ctx, executionId: string) {
  const rows = await ctx.db
    .selectFrom('executionIntervals')
    .select(['memberId', 'startedAt', 'endedAt'])
    .where('executionId', '=', executionId)
    .orderBy('startedAt')
    .orderBy('id')
    .execute()
  const name = await namesOf(ctx, rows)
  return rows.map(({ memberId, startedAt, endedAt }) => ({
    by: name(memberId),
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }))
}

async function amendmentsOf(ctx: Ctx, executionId: string) {
  const rows = await ctx.db
    .selectFrom('executionAmendments')
    .selectAll()
    .where('executionId', '=', executionId)
    .orderBy('amendedAt')
    .orderBy('id')
    .execute()
  const name = await namesOf(ctx, rows)
  return rows.map(({ id, reason, memberId, amendedAt, changes }) => ({
    ...{ id, reason, changes },
    by: name(memberId),
    at: amendedAt.toISOString(),
  }))
}

/** Names of members; nothing for who was forgotten. */
export async function namesOf(ctx: Ctx, rows: readonly { memberId: string | null }[]) {
  const ids = [...new Set(rows.map((it) => it.memberId).filter((id) => id !== null))]
  const names = await memberNames(ctx, ids)
  return (id: string | null) => (id === null ? '' : (names.get(id) ?? ''))
}

function driftsOf(rows: readonly EventRow[]): ExecutionView['drifts'] {
  const worst = new Map<string, number>()
  for (const { deviceId, driftMs } of rows)
    if (Math.abs(driftMs) > Math.max(DRIFT_MS, Math.abs(worst.get(deviceId) ?? 0)))
      worst.set(deviceId, driftMs)
  return [...worst].map(([deviceId, driftMs]) => ({ deviceId, driftMs }))
}

type History = { executionId: string; cursor?: string | undefined; limit: number }

export async function events(ctx: Ctx, { executionId, cursor, limit }: History) {
  await visibleExecution(ctx, executionId)
  const after = momentAfter(cursor)
  let query = ctx.db
    .selectFrom('executionEvents')
    .selectAll()
    .where('executionId', '=', executionId)
  if (after)
    query = query.where(({ or, and, eb }) =>
      or([
        eb('receivedAt', '<', after.at),
        and([eb('receivedAt', '=', after.at), eb('id', '<', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('receivedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const placeOf = (it: EventRow) => ({ by: it.receivedAt.toISOString(), id: it.id })
  const { page, next } = pageFrom(rows, limit, placeOf)
  return { items: await keptEvents(ctx, page), next }
}
