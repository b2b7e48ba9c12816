/** What agents do with a ticket besides answering it. */
import type * as z from 'zod/mini'
import { NotFound } from '#kernel/contract.ts'
import { isAgent } from './agents.ts'
import { type Ctx, setClock } from './clock.ts'
import * as contract from './contract.ts'
import { letIn } from './conversation.ts'
import { isOver, lockedTicket, moveTicket, type OneTicket, publish, refuse, take } from './moves.ts'
import { tellAssigned } from './notices.ts'
import { readTicket } from './reading.ts'
import { folded, livingStates, priorities, tagOf, ticketMachine } from './rules.ts'
import { keepStep } from './steps.ts'
import type { TicketRow } from './tables.ts'
import { isSameAsker } from './visitors.ts'

export async function takeTicket(ctx: Ctx, { ticketId }: OneTicket) {
  const row = await lockedTicket(ctx, ticketId)
  await take(ctx, row, ctx.actor.id)
  await letIn(ctx, row, ctx.actor.id)
  return readTicket(ctx, { ticketId })
}

const mover =
  (name: 'wait' | 'resume' | 'resolve' | 'cancel') =>
  async (ctx: Ctx, { ticketId }: OneTicket) => {
    await moveTicket(ctx, await lockedTicket(ctx, ticketId), name, 'agent')
    return readTicket(ctx, { ticketId })
  }
export const holdTicket = mover('wait')
export const resumeTicket = mover('resume')
export const resolveTicket = mover('resolve')
export const cancelTicket = mover('cancel')

type Assigning = z.output<(typeof contract.assignTicket)['input']>

export async function assignTicket(ctx: Ctx, { ticketId, assigneeId }: Assigning) {
  const row = await lockedTicket(ctx, ticketId)
  if (assigneeId && !(await isAgent(ctx, assigneeId))) throw contract.NotAnAgent()
  await assign(ctx, row, assigneeId)
  return readTicket(ctx, { ticketId })
}

async function assign(ctx: Ctx, row: TicketRow, assigneeId: string | null): Promise<void> {
  if (!(livingStates as readonly string[]).includes(row.state)) refuse(row, 'agent')
  if (row.assigneeId === assigneeId) return
  const set = { assigneeId, updatedAt: ctx.now() }
  await ctx.db.updateTable('tickets').set(set).where('id', '=', row.id).execute()
  await keepStep(ctx, row.id, 'assigned', { detail: assigneeId })
  if (assigneeId) {
    await letIn(ctx, row, assigneeId)
    await tellAssigned(ctx, { ...row, assigneeId })
  }
  publish(ctx, row)
}

type Change = z.output<(typeof contract.changeTicket)['input']>

export async function changeTicket(ctx: Ctx, { ticketId, tags, ...change }: Change) {
  const row = await lockedTicket(ctx, ticketId)
  if (isOver(row)) refuse(row, 'agent')
  const { title = row.title, category = row.category, priority = row.priority } = change
  const set = {
    title,
    folded: folded(title),
    category,
    priority,
    rank: priorities.indexOf(priority),
  }
  await ctx.db
    .updateTable('tickets')
    .set({ ...set, updatedAt: ctx.now() })
    .where('id', '=', ticketId)
    .execute()
  if (priority !== row.priority) await keepStep(ctx, ticketId, 'priority', { detail: priority })
  if (category !== row.category) await keepStep(ctx, ticketId, 'category', { detail: category })
  if (tags) await setTags(ctx, ticketId, tags)
  if (priority !== row.priority) await setClock(ctx, row)
  publish(ctx, row)
  return readTicket(ctx, { ticketId })
}

async function setTags({ db }: Ctx, ticketId: string, typed: readonly string[]): Promise<void> {
  const tags = [...new Set(typed.map(tagOf))]
  await db.deleteFrom('ticketTags').where('ticketId', '=', ticketId).execute()
  const rows = tags.map((tag) => ({ ticketId, tag }))
  if (rows.length) await db.insertInto('ticketTags').values(rows).execute()
}

type Merging = z.output<(typeof contract.mergeTicket)['input']>

/** The duplicate is cancelled in the same statement that names the other: one without a target cannot be written. */
export async function mergeTicket(ctx: Ctx, { ticketId, into }: Merging) {
  const known = await ctx.db
    .selectFrom('tickets')
    .select(['id', 'number'])
    .where((row) => row.or([row('number', '=', into), row('id', '=', ticketId)]))
    .execute()
  if (!known.some(({ id }) => id === ticketId)) throw NotFound()
  const found = known.find(({ number }) => number === into)
  if (!found || found.id === ticketId) throw contract.NoSuchTarget()
  // In one order, so that two that are merged into each other wait and do not block.
  const [first, second] = [ticketId, found.id].toSorted()
  const held = [await lockedTicket(ctx, first!), await lockedTicket(ctx, second!)]
  const row = held.find(({ id }) => id === ticketId)!
  const target = held.find(({ id }) => id === found.id)!
  const isLiving = (livingStates as readonly string[]).includes(target.state)
  if (!isLiving || !(await isSameAsker(ctx, row, target))) throw contract.NoSuchTarget()
  await moveTicket(ctx, row, 'cancel', 'agent', { set: { duplicateOfId: target.id } })
  await keepStep(ctx, row.id, 'merged', { detail: String(target.number) })
  await keepStep(ctx, target.id, 'merged', { detail: String(row.number) })
  // What was a duplicate of this one is one of the other now: nobody is sent in a chain.
  await ctx.db
    .updateTable('tickets')
    .set({ duplicateOfId: target.id })
    .where('duplicateOfId', '=', row.id)
    .execute()
  publish(ctx, target)
  return readTicket(ctx, { ticketId })
}

type Several = z.output<(typeof contract.changeTickets)['input']>

/** What does not fit one of them leaves that one as it is. */
export async function changeTickets(ctx: Ctx, { ticketIds, act, assigneeId = null }: Several) {
  if (act === 'assign' && assigneeId && !(await isAgent(ctx, assigneeId)))
    throw contract.NotAnAgent()
  let done = 0
  const ids = [...new Set(ticketIds)].toSorted()
  for (const id of ids) {
    const query = ctx.db.selectFrom('tickets').selectAll().where('id', '=', id)
    const row = await ctx.locked(query).executeTakeFirst()
    if (!row || !fits(row, act)) continue
    if (act === 'assign') await assign(ctx, row, assigneeId)
    else await moveTicket(ctx, row, act, 'agent')
    done++
  }
  return { done, left: ids.length - done }
}

const fits = ({ state }: TicketRow, act: Several['act']) =>
  act === 'assign'
    ? (livingStates as readonly string[]).includes(state)
    : ticketMachine.allowed(state, 'agent').includes(act)
