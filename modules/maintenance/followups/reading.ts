/** Follow-up actions, newest first, and one with its history. */
import type * as z from 'zod/mini'
import { memberNames } from '#core/workspaces/api.ts'
import { NotFound } from '#kernel/contract.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { overseesAll } from '../executions/access.ts'
import { technicians } from '../executions/handover.ts'
import { todayIn } from '../executions/shown.ts'
import type { ExecutionTables } from '../executions/tables.ts'
import type { ProceduresTables } from '../procedures/tables.ts'
import type { SiteTables } from '../sites/tables.ts'
import type { Followup, FollowupView, listFollowups } from './contract.ts'
import { followupMachine, isOverdue, unfinished } from './rules.ts'
import type { FollowupRow, FollowupTables } from './tables.ts'

export type Ctx = Context<FollowupTables & SiteTables & ExecutionTables & ProceduresTables>

export async function list(ctx: Ctx, asked: z.output<typeof listFollowups.input>) {
  const { state, siteId, equipmentId, assigneeId, isMine, cursor, limit } = asked
  const after = momentAfter(cursor)
  let query = ctx.db.selectFrom('followups').selectAll()
  if (isMine) query = query.where('assigneeId', '=', ctx.actor.id)
  if (assigneeId) query = query.where('assigneeId', '=', assigneeId)
  if (siteId) query = query.where('siteId', '=', siteId)
  if (equipmentId) query = query.where('equipmentId', '=', equipmentId)
  if (state === 'unfinished') query = query.where('state', 'in', [...unfinished])
  else if (state) query = query.where('state', '=', state)
  if (asked.isOverdue)
    query = query.where('dueOn', '<', todayIn(ctx)).where('state', 'in', [...unfinished])
  if (after)
    query = query.where(({ or, and, eb }) =>
      or([
        eb('createdAt', '<', after.at),
        and([eb('createdAt', '=', after.at), eb('id', '<', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const placeOf = (it: FollowupRow) => ({ by: it.createdAt.toISOString(), id: it.id })
  const { page, next } = pageFrom(rows, limit, placeOf)
  return { items: await shownAll(ctx, page), next }
}

async function shownAll(ctx: Ctx, rows: readonly FollowupRow[]): Promise<Followup[]> {
  const some = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))]
  const names = await memberNames(ctx, some(rows.map((it) => it.assigneeId)))
  const sites = await namesOf(ctx, 'sites', some(rows.map((it) => it.siteId)))
  const devices = await namesOf(ctx, 'siteEquipment', some(rows.map((it) => it.equipmentId)))
  const named = (from: ReadonlyMap<string, string>, id: string | null) =>
    id !== null && from.has(id) ? { id, name: from.get(id)! } : null
  const today = todayIn(ctx)
  return rows.map((row) => {
    const { id, state, origin, title, priority, dueOn, createdAt } = row
    return {
      ...{ id, state, origin, title, priority, dueOn },
      site: named(sites, row.siteId),
      equipment: named(devices, row.equipmentId),
      assignee: named(names, row.assigneeId),
      isOverdue: isOverdue(state, dueOn, today),
      createdAt: createdAt.toISOString(),
    }
  })
}

async function namesOf({ db }: Ctx, table: 'sites' | 'siteEquipment', ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, string>()
  const rows = await db
    .selectFrom(table as 'sites')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((it) => [it.id, it.name]))
}

export const followupById = ({ db }: Ctx, id: string): Promise<FollowupRow> =>
  db
    .selectFrom('followups')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => NotFound())

export async function readFollowup(
  ctx: Ctx,
  { followupId }: { followupId: string },
): Promise<FollowupView> {
  const row = await followupById(ctx, followupId)
  const [line] = await shownAll(ctx, [row])
  const history = await historyOf(ctx, row)
  const moves = movesOf(ctx, row)
  const { words, contact, stepKey, doneAt } = row
  return {
    ...line!,
    words,
    // How to reach a passer-by is for who deals with it.
    contact: ctx.actor.permissions.has('followups.work') ? contact : '',
    execution: await executionOf(ctx, row),
    stepKey,
    creator: history.creator,
    doneAt: doneAt?.toISOString() ?? null,
    history: history.items,
    moves,
    technicians: moves.includes('assign') ? await technicians(ctx) : [],
  }
}

function movesOf({ actor }: Ctx, { state, assigneeId }: FollowupRow): FollowupView['moves'] {
  const isManager = actor.permissions.has('followups.manage')
  const isAssignee = assigneeId === actor.id && actor.permissions.has('followups.work')
  const moves = new Set([
    ...(isManager ? followupMachine.allowed(state, 'manager') : []),
    ...(isAssignee ? followupMachine.allowed(state, 'assignee') : []),
  ])
  // From one technician to the next the state stays.
  if (isManager && (state === 'assigned' || state === 'in_progress')) moves.add('assign')
  return [...moves]
}

async function executionOf(ctx: Ctx, { executionId }: FollowupRow) {
  if (executionId === null) return null
  const found = await ctx.db
    .selectFrom('executions')
    .innerJoin('procedureVersions', 'procedureVersions.id', 'executions.versionId')
    .select(['executions.id', 'procedureVersions.title', 'executions.ownerId'])
    .where('executions.id', '=', executionId)
    .executeTakeFirstOrThrow()
  const isOpen = overseesAll(ctx) || found.ownerId === ctx.actor.id
  return isOpen ? { id: found.id, title: found.title } : null
}

async function historyOf(ctx: Ctx, { id, creatorId, createdAt, words }: FollowupRow) {
  const rows = await ctx.db
    .selectFrom('followupMoves')
    .selectAll()
    .where('followupId', '=', id)
    .orderBy('movedAt')
    .orderBy('id')
    .execute()
  const people = [creatorId, ...rows.map((it) => it.memberId)].filter((it) => it !== null)
  const names = await memberNames(ctx, [...new Set(people)])
  const name = (memberId: string | null) => (memberId && names.get(memberId)) || null
  const creator = name(creatorId)
  const raised = { move: 'raise' as const, by: creator, words, at: createdAt.toISOString() }
  return {
    creator: creator === null ? null : { id: creatorId!, name: creator },
    items: [
      raised,
      ...rows.map((it) => ({
        move: it.move as FollowupView['history'][number]['move'],
        by: name(it.memberId),
        words: it.words,
        at: it.movedAt.toISOString(),
      })),
    ],
  }
}
