/** Answers move a ticket, by whichever way they come: through its own page, or as a message of its conversation. */
import type * as z from 'zod/mini'
import type { messagePosted } from '#core/messaging/messages/contract.ts'
import { NotFound } from '#kernel/contract.ts'
import { isAgent } from './agents.ts'
import { type Ctx, setClock } from './clock.ts'
import * as contract from './contract.ts'
import { ABOUT, letIn, note, say } from './conversation.ts'
import { readMyTicket } from './mine.ts'
import { isOver, lockedTicket, moveTicket, publish, refuse, take } from './moves.ts'
import { open } from './opening.ts'
import { readTicket } from './reading.ts'
import { REOPEN_WITHIN_MS } from './rules.ts'
import { keepStep } from './steps.ts'
import type { TicketRow } from './tables.ts'

type Posted = z.output<typeof messagePosted.payload>

/** A message stands in a ticket's conversation. Each is taken into account once, and a late one undoes nothing newer. */
export async function hear(ctx: Ctx, posted: Posted): Promise<void> {
  const { aboutKind, aboutId, memberId, visitorId, seq } = posted
  if (aboutKind !== ABOUT || aboutId === null) return
  const row = await lockedTicket(ctx, aboutId)
  if (!(await isNew(ctx, row, seq))) return
  const isClient = memberId ? memberId === row.requesterId : visitorId === row.visitorId
  if (isClient && (memberId ?? visitorId)) await heardClient(ctx, await going(ctx, row))
  else if (memberId && (await isAgent(ctx, memberId))) await heardAgent(ctx, row, memberId)
}

async function isNew({ db, now }: Ctx, { id }: TicketRow, seq: number): Promise<boolean> {
  const heard = await db
    .updateTable('tickets')
    .set({ heardSeq: seq, updatedAt: now() })
    .where('id', '=', id)
    .where('heardSeq', '<', seq)
    .executeTakeFirst()
  return Number(heard.numUpdatedRows) > 0
}

async function heardClient(ctx: Ctx, row: TicketRow): Promise<void> {
  const by = row.requesterId
  if (row.state === 'waiting') await moveTicket(ctx, row, 'resume', 'client', { by })
  else if (row.state === 'resolved' || row.state === 'closed')
    await moveTicket(ctx, row, 'reopen', 'client', { by })
  else publish(ctx, row)
}

/** The first public answer of a person stops the first clock, whichever way it came. */
async function heardAgent(ctx: Ctx, row: TicketRow, memberId: string): Promise<void> {
  if (row.firstAnswerAt === null) {
    await ctx.db
      .updateTable('tickets')
      .set({ firstAnswerAt: ctx.now() })
      .where('id', '=', row.id)
      .where('firstAnswerAt', 'is', null)
      .execute()
    await keepStep(ctx, row.id, 'first-answer', { by: memberId })
    await setClock(ctx, row)
  }
  if (row.state === 'open') await take(ctx, row, row.assigneeId ?? memberId)
  publish(ctx, row)
}

type Mine = z.output<(typeof contract.answerMyTicket)['input']>

export async function answerMyTicket(ctx: Ctx, { id, ticketId, ...said }: Mine) {
  const row = await going(ctx, await lockedMine(ctx, ticketId))
  if (row.state === 'cancelled') refuse(row, 'client')
  const age = row.closedAt ? ctx.now().getTime() - row.closedAt.getTime() : 0
  if (age > REOPEN_WITHIN_MS) return followUp(ctx, row, said)
  // First the move: a closed conversation takes no words.
  await heardClient(ctx, row)
  const seq = await say(ctx, row.conversationId, { ...said, id })
  await isNew(ctx, row, seq)
  return readMyTicket(ctx, { ticketId: row.id })
}

/** A closed ticket of long ago stays as it is: the answer opens another, and each names the other. */
async function followUp(ctx: Ctx, row: TicketRow, said: { words: string; fileIds: string[] }) {
  const { title, category } = row
  const { id: ticketId } = await open(ctx, {
    requesterId: ctx.actor.id,
    ...{ title, category, ...said },
    priority: 'normal',
    source: 'web',
    links: [],
    follows: row,
  })
  return readMyTicket(ctx, { ticketId })
}

/** A duplicate's answers go to the ticket that goes on; merged ones are never merged into another duplicate. */
async function going(ctx: Ctx, row: TicketRow): Promise<TicketRow> {
  return row.duplicateOfId ? lockedTicket(ctx, row.duplicateOfId) : row
}

export async function lockedMine(ctx: Ctx, ticketId: string): Promise<TicketRow> {
  const row = await lockedTicket(ctx, ticketId)
  if (row.requesterId !== ctx.actor.id) throw NotFound()
  return row
}

type Answer = z.output<(typeof contract.answerTicket)['input']>

export async function answerTicket(ctx: Ctx, { id, ticketId, next, ...said }: Answer) {
  const row = await lockedTicket(ctx, ticketId)
  if (row.requesterId === ctx.actor.id) throw contract.OwnRequest()
  if (isOver(row)) refuse(row, 'agent')
  await letIn(ctx, row, ctx.actor.id)
  const seq = await say(ctx, row.conversationId, { ...said, id })
  await isNew(ctx, row, seq)
  await heardAgent(ctx, row, ctx.actor.id)
  const now = await lockedTicket(ctx, ticketId)
  if (next === 'wait' && now.state === 'in-progress') await moveTicket(ctx, now, 'wait', 'agent')
  if (next === 'resolve' && now.state !== 'resolved') await moveTicket(ctx, now, 'resolve', 'agent')
  return readTicket(ctx, { ticketId })
}

type Note = z.output<(typeof contract.noteTicket)['input']>

export async function noteTicket(ctx: Ctx, { id, ticketId, words }: Note) {
  const row = await lockedTicket(ctx, ticketId)
  if (row.requesterId === ctx.actor.id) throw contract.OwnRequest()
  await letIn(ctx, row, ctx.actor.id)
  await note(ctx, row.conversationId, words, id)
  publish(ctx, row)
  return readTicket(ctx, { ticketId })
}

/** Looking at a ticket's words is being in its conversation, where they are read; who only looks is told of nothing. */
export async function enterTicket(ctx: Ctx, { ticketId }: { ticketId: string }) {
  await letIn(ctx, await lockedTicket(ctx, ticketId), ctx.actor.id, { looksOn: true })
  return { done: true } as const
}
