/** Follow-up actions go from hand to hand until somebody has looked that it is well. */
import type * as z from 'zod/mini'
import { Forbidden, KeyReused, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { MoveOf } from '#kernel/machine.ts'
import { move } from '#kernel/transition.ts'
import { technicians } from '../executions/handover.ts'
import { placeOf } from '../executions/starting.ts'
import { UnknownPlace } from '../executions/contract.ts'
import * as contract from './contract.ts'
import { type Ctx, followupById, readFollowup } from './reading.ts'
import { followupMachine, unfinished } from './rules.ts'
import type { FollowupRow } from './tables.ts'

type Move = MoveOf<typeof followupMachine>
type One = { followupId: string }
type Said = One & { words: string }

export async function create(ctx: Ctx, asked: z.output<typeof contract.createFollowup.input>) {
  const { id = newId(ctx.now().getTime()), title, words, priority, dueOn = null } = asked
  const at = ctx.now()
  const row: FollowupRow = {
    ...{ id, title, words, priority, dueOn },
    ...(await knownPlace(ctx, asked)),
    state: 'open',
    origin: 'office',
    ...{ executionId: null, stepKey: null, assigneeId: null, contact: '' },
    creatorId: ctx.actor.id,
    ...{ createdAt: at, changedAt: at, doneAt: null },
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'followups', row))) throw KeyReused()
  await ctx.audit('followups.created', id, { title })
  await ctx.emit(contract.followupRaised, { followupId: id })
  ctx.publish(contract.followupsChanged, { followupId: id })
  return readFollowup(ctx, { followupId: id })
}

async function knownPlace(ctx: Ctx, asked: Parameters<typeof placeOf>[1]) {
  try {
    return await placeOf(ctx, asked)
  } catch (error) {
    if (UnknownPlace.is(error)) throw contract.PlaceUnknown()
    throw error
  }
}

export async function change(ctx: Ctx, asked: z.output<typeof contract.changeFollowup.input>) {
  const { followupId, title, priority, dueOn } = asked
  const { state } = await lockedFollowup(ctx, followupId)
  if (!(unfinished as readonly string[]).includes(state)) throw WrongState({ state, allowed: [] })
  const set = {
    ...(title === undefined ? {} : { title }),
    ...(priority === undefined ? {} : { priority }),
    ...(dueOn === undefined ? {} : { dueOn }),
  }
  await ctx.db
    .updateTable('followups')
    .set({ ...set, changedAt: ctx.now() })
    .where('id', '=', followupId)
    .execute()
  await ctx.audit('followups.changed', followupId, set)
  ctx.publish(contract.followupsChanged, { followupId })
  return readFollowup(ctx, { followupId })
}

/** Given out for the first time, or from one technician to the next, who hears of it. */
export async function assign(ctx: Ctx, asked: z.output<typeof contract.assignFollowup.input>) {
  const { followupId, memberId, dueOn } = asked
  const row = await lockedFollowup(ctx, followupId)
  const able = await technicians(ctx)
  const taker = able.find(({ id }) => id === memberId)
  if (!taker) throw contract.CannotTakeOn()
  const set = { assigneeId: memberId, changedAt: ctx.now(), ...(dueOn ? { dueOn } : {}) }
  if (row.state === 'assigned' || row.state === 'in_progress')
    await ctx.db.updateTable('followups').set(set).where('id', '=', followupId).execute()
  else await move(ctx, 'followups', followupId, followupMachine, 'assign', { by: 'manager', set })
  await write(ctx, followupId, 'assign', taker.name)
  await ctx.emit(contract.followupAssigned, { followupId, memberId, actorId: ctx.actor.id })
  return readFollowup(ctx, { followupId })
}

export const begin = (ctx: Ctx, { followupId }: One) =>
  byHand(ctx, { followupId, words: '' }, 'begin')

export async function finish(ctx: Ctx, asked: Said) {
  const view = await byHand(ctx, asked, 'finish', { doneAt: ctx.now() })
  await ctx.emit(contract.followupFinished, { followupId: view.id, actorId: ctx.actor.id })
  return view
}

export const verify = (ctx: Ctx, asked: Said) => byManager(ctx, asked, 'verify')
export const sendBack = (ctx: Ctx, asked: Said) =>
  byManager(ctx, asked, 'sendBack', { doneAt: null })
export const cancel = (ctx: Ctx, asked: Said) => byManager(ctx, asked, 'cancel')

/** Whose it is does it; so does a manager, in anybody's place. */
async function byHand(ctx: Ctx, { followupId, words }: Said, name: Move, set: object = {}) {
  const row = await lockedFollowup(ctx, followupId)
  const isManager = ctx.actor.permissions.has('followups.manage')
  if (row.assigneeId !== ctx.actor.id && !isManager) throw Forbidden({ needs: 'followups.manage' })
  const by = row.assigneeId === ctx.actor.id ? 'assignee' : 'manager'
  await move(ctx, 'followups', followupId, followupMachine, name, {
    by,
    set: { ...set, changedAt: ctx.now() },
  })
  await write(ctx, followupId, name, words)
  return readFollowup(ctx, { followupId })
}

async function byManager(ctx: Ctx, { followupId, words }: Said, name: Move, set: object = {}) {
  await move(ctx, 'followups', followupId, followupMachine, name, {
    by: 'manager',
    set: { ...set, changedAt: ctx.now() },
  })
  await write(ctx, followupId, name, words)
  return readFollowup(ctx, { followupId })
}

async function lockedFollowup(ctx: Ctx, followupId: string): Promise<FollowupRow> {
  await ctx
    .locked(ctx.db.selectFrom('followups').select('id').where('id', '=', followupId))
    .execute()
  return followupById(ctx, followupId)
}

const acts: Record<Move, string> = {
  assign: 'followups.assigned',
  begin: 'followups.begun',
  finish: 'followups.finished',
  verify: 'followups.verified',
  sendBack: 'followups.sent-back',
  cancel: 'followups.cancelled',
}

/** Their order counts, so no two are of the same moment. */
async function write(ctx: Ctx, followupId: string, name: Move, words: string): Promise<void> {
  const { db, actor } = ctx
  const last = await db
    .selectFrom('followupMoves')
    .select('movedAt')
    .where('followupId', '=', followupId)
    .orderBy('movedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  const movedAt = new Date(Math.max(ctx.now().getTime(), Number(last?.movedAt ?? -1) + 1))
  const row = { id: newId(), followupId, memberId: actor.id, move: name, words, movedAt }
  await db.insertInto('followupMoves').values(row).execute()
  await ctx.audit(acts[name], followupId)
  ctx.publish(contract.followupsChanged, { followupId })
}
