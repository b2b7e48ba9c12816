/** The house's side: who waits, who sees to it, what is put aside. */
import type * as z from 'zod/mini'
import { memberNames, memberOf } from '#core/workspaces/api.ts'
import { NotFound, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { MoveOf } from '#kernel/machine.ts'
import { move } from '#kernel/transition.ts'
import { addParticipant, endParticipation, setWriting } from '../api.ts'
import { isPresent } from '../conversations/participants.ts'
import * as contract from './contract.ts'
import { erase } from './erasing.ts'
import { messagesOf } from './own.ts'
import { visitorMachine, type VisitorState } from './rules.ts'
import { ABOUT } from './taken-up.ts'
import type { Ctx } from './writing.ts'

type One = { queuedId: string }
const SHOWN_MESSAGES = 50

const queued = ({ db }: Ctx) =>
  db
    .selectFrom('visitorConversations as v')
    .innerJoin('visitors', 'visitors.id', 'v.visitorId')
    .innerJoin('conversations as c', 'c.id', 'v.conversationId')
    .select([
      'v.id',
      'v.conversationId',
      'v.visitorId',
      'v.state',
      'v.assigneeId',
      'v.lastAt',
      'v.createdAt',
      'visitors.name',
      'visitors.email',
      'visitors.address',
      'visitors.verifiedAt',
    ])
    .select(['c.subject', 'c.aboutKind', 'c.aboutPath'])

type Row = {
  id: string
  conversationId: string
  visitorId: string
  state: VisitorState
  assigneeId: string | null
  lastAt: Date
  createdAt: Date
  name: string
  email: string
  address: string
  verifiedAt: Date | null
  subject: string
  aboutKind: string | null
  aboutPath: string | null
}

async function find(ctx: Ctx, queuedId: string): Promise<Row> {
  const row = await queued(ctx).where('v.id', '=', queuedId).executeTakeFirst()
  if (!row) throw NotFound()
  return row
}

type Asked = z.output<(typeof contract.listQueue)['input']>

export async function list(ctx: Ctx, { view, cursor, limit }: Asked) {
  const after = momentAfter(cursor)
  const isWaiting = view === 'waiting'
  let query = queued(ctx)
  if (view === 'all') query = query.where('v.state', '<>', 'spam')
  else if (view === 'mine')
    query = query
      .where('v.assigneeId', '=', ctx.actor.id)
      .where('v.state', 'in', ['waiting', 'answered'])
  else query = query.where('v.state', '=', view)
  const further = isWaiting ? '>' : '<'
  if (after)
    query = query.where(({ or, and, eb }) =>
      or([
        eb('v.lastAt', further, after.at),
        and([eb('v.lastAt', '=', after.at), eb('v.id', further, after.id)]),
      ]),
    )
  const direction = isWaiting ? 'asc' : 'desc'
  const rows = await query
    .orderBy('v.lastAt', direction)
    .orderBy('v.id', direction)
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, (it) => ({ by: it.lastAt.toISOString(), id: it.id }))
  return { items: await shown(ctx, page), next }
}

export async function count({ db }: Ctx) {
  const { many } = await db
    .selectFrom('visitorConversations')
    .select(({ fn }) => fn.countAll<number | string | bigint>().as('many'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return { waiting: Number(many) }
}

async function shown(ctx: Ctx, rows: readonly Row[]) {
  const names = await memberNames(
    ctx,
    rows.flatMap((it) => it.assigneeId ?? []),
  )
  return rows.map((it) => {
    const assignee = it.assigneeId && names.get(it.assigneeId)
    return {
      id: it.id,
      conversationId: it.conversationId,
      visitor: { name: it.name, email: it.email, isVerified: it.verifiedAt !== null },
      subject: it.subject,
      state: it.state,
      assignee: it.assigneeId && assignee ? { id: it.assigneeId, name: assignee } : null,
      isMine: it.assigneeId === ctx.actor.id,
      lastAt: it.lastAt,
      createdAt: it.createdAt,
      moves: movesOf(ctx, it),
      takenUpPath: takenUpPath(it),
    }
  })
}

const takenUpPath = (it: Row) => (it.aboutKind === ABOUT ? null : it.aboutPath)

/** Who goes on with it elsewhere closes it there. */
function refuseTakenUp(row: Row): void {
  if (takenUpPath(row)) throw WrongState({ state: row.state, allowed: [] })
}

function movesOf({ actor }: Ctx, row: Row): z.output<typeof contract.QueueMove>[] {
  const { state, assigneeId } = row
  const isElsewhere = takenUpPath(row) !== null
  if (state === 'spam') return ['release']
  if (state === 'closed') return isElsewhere ? ['block'] : ['reopen', 'block']
  const hold =
    assigneeId === actor.id ? (['leave'] as const) : assigneeId ? [] : (['take'] as const)
  return isElsewhere ? [...hold, 'block'] : [...hold, 'close', 'block']
}

const one = async (ctx: Ctx, id: string) => (await shown(ctx, [await find(ctx, id)]))[0]!

export async function read(ctx: Ctx, { queuedId }: One) {
  const row = await find(ctx, queuedId)
  const { conversationId, visitorId } = row
  const isInside = await isPresent(ctx, conversationId)
  const range = { conversationId, limit: SHOWN_MESSAGES }
  const { messages } = isInside ? { messages: [] } : await messagesOf(ctx, visitorId, range)
  return { ...(await shown(ctx, [row]))[0]!, isInside, messages }
}

/** Who has it is part of the UPDATE. What somebody held who is gone may be taken by another. */
export async function take(ctx: Ctx, { queuedId }: One) {
  const row = await find(ctx, queuedId)
  const holder = row.assigneeId ? await memberOf(ctx, row.assigneeId) : undefined
  const isFree = row.assigneeId === null || !holder?.active
  if (!isFree && row.assigneeId !== ctx.actor.id)
    throw contract.TakenAlready({ name: holder!.name })
  const { numUpdatedRows } = await ctx.db
    .updateTable('visitorConversations')
    .set({ assigneeId: ctx.actor.id })
    .where('id', '=', queuedId)
    .where('state', 'in', ['waiting', 'answered'])
    .where('assigneeId', row.assigneeId === null ? 'is' : '=', row.assigneeId)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) await refuseTaking(ctx, queuedId)
  const { conversationId } = row
  const agent = { memberId: ctx.actor.id, role: 'agent', sees: 'all', isQuiet: true } as const
  await addParticipant(ctx, conversationId, agent)
  await ctx.audit('visitors.taken', queuedId)
  return one(ctx, queuedId)
}

async function refuseTaking(ctx: Ctx, queuedId: string): Promise<void> {
  const query = ctx.db
    .selectFrom('visitorConversations')
    .select(['state', 'assigneeId'])
    .where('id', '=', queuedId)
  const now = await ctx.locked(query).executeTakeFirst()
  if (!now) throw NotFound()
  if (now.assigneeId === ctx.actor.id) return
  const holder = now.assigneeId ? await memberOf(ctx, now.assigneeId) : undefined
  if (holder) throw contract.TakenAlready({ name: holder.name })
  throw WrongState({ state: now.state, allowed: visitorMachine.allowed(now.state, 'agent') })
}

export async function leave(ctx: Ctx, { queuedId }: One) {
  const { conversationId, state } = await find(ctx, queuedId)
  const { numUpdatedRows } = await ctx.db
    .updateTable('visitorConversations')
    .set({ assigneeId: null })
    .where('id', '=', queuedId)
    .where('assigneeId', '=', ctx.actor.id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n)
    throw WrongState({ state, allowed: visitorMachine.allowed(state, 'agent') })
  await endParticipation(ctx, conversationId, { memberId: ctx.actor.id })
  return one(ctx, queuedId)
}

type Move = MoveOf<typeof visitorMachine>
const step = (ctx: Ctx, id: string, name: Move, set = {}) =>
  move(ctx, 'visitorConversations', id, visitorMachine, name, { by: 'agent', set })

export async function close(ctx: Ctx, { queuedId }: One) {
  const row = await find(ctx, queuedId)
  refuseTakenUp(row)
  const { conversationId } = row
  await step(ctx, queuedId, 'close')
  await setWriting(ctx, conversationId, 'nobody')
  return one(ctx, queuedId)
}

export async function reopen(ctx: Ctx, { queuedId }: One) {
  const row = await find(ctx, queuedId)
  refuseTakenUp(row)
  const { conversationId } = row
  await step(ctx, queuedId, 'reopen')
  await setWriting(ctx, conversationId, 'everybody')
  return one(ctx, queuedId)
}

/** Who proved the address is meant; of one that was only typed, those who only type it. */
export async function block(ctx: Ctx, { queuedId }: One) {
  const { address, verifiedAt } = await find(ctx, queuedId)
  await step(ctx, queuedId, 'block', { mailDueAt: null })
  const verified = verifiedAt !== null
  const row = { address, verified, blockedBy: ctx.actor.id, createdAt: ctx.now() }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'visitorBlocks', row)) && verified)
    await ctx.db
      .updateTable('visitorBlocks')
      .set({ verified })
      .where('address', '=', address)
      .execute()
  await ctx.audit('visitors.blocked', queuedId)
  return one(ctx, queuedId)
}

export async function release(ctx: Ctx, { queuedId }: One) {
  const { address } = await find(ctx, queuedId)
  await step(ctx, queuedId, 'release')
  await ctx.db.deleteFrom('visitorBlocks').where('address', '=', address).execute()
  await ctx.audit('visitors.released', queuedId)
  return one(ctx, queuedId)
}

export async function eraseQueued(ctx: Ctx, { queuedId }: One) {
  await find(ctx, queuedId)
  await erase(ctx, queuedId)
  await ctx.audit('visitors.erased', queuedId)
  return { done: true } as const
}
