/** What who asks sees of a ticket, and does with it. */
import type * as z from 'zod/mini'
import { memberNames } from '#core/workspaces/api.ts'
import { NotFound, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import { lockedMine } from './answering.ts'
import type { Ctx } from './clock.ts'
import * as contract from './contract.ts'
import { unreadOf } from './conversation.ts'
import { linksOf } from './links.ts'
import { moveTicket, type OneTicket, publish } from './moves.ts'
import { isDone, livingStates, ticketMachine } from './rules.ts'

type Listing = z.output<(typeof contract.listMyTickets)['input']>

/** Those that still go on, or those that are over; the last that moved first. */
export async function listMyTickets(ctx: Ctx, { over, cursor, limit }: Listing) {
  const after = momentAfter(cursor)
  const living = [...livingStates, 'resolved'] as const
  const rows = await ctx.db
    .selectFrom('tickets')
    .selectAll()
    .where('requesterId', '=', ctx.actor.id)
    .where('state', over ? 'not in' : 'in', [...living])
    .$if(after !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or([
          eb('updatedAt', '<', after!.at),
          and([eb('updatedAt', '=', after!.at), eb('id', '<', after!.id)]),
        ]),
      ),
    )
    .orderBy('updatedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, (it) => ({
    by: it.updatedAt.toISOString(),
    id: it.id,
  }))
  const ids = page.map(({ id }) => id)
  const unread = await unreadOf(ctx, ids)
  return { items: page.map((row) => ({ ...row, unread: unread.get(row.id) ?? 0 })), next }
}

export async function readMyTicket(ctx: Ctx, { ticketId }: OneTicket) {
  const row = await ctx.db
    .selectFrom('tickets')
    .selectAll()
    .where('id', '=', ticketId)
    .where('requesterId', '=', ctx.actor.id)
    .executeTakeFirst()
  if (!row) throw NotFound()
  const { assigneeId } = row
  const names = await memberNames(ctx, assigneeId ? [assigneeId] : [])
  const rating = await ratingOf(ctx, ticketId)
  const moves = ticketMachine.allowed(row.state, 'client')
  return {
    ...row,
    links: await linksOf(ctx, ticketId),
    assignee: (assigneeId && names.get(assigneeId)) || null,
    duplicateOf: await named(ctx, row.duplicateOfId),
    follows: await named(ctx, row.followsId),
    // An answer resumes; there is no button for it.
    moves: moves.filter((it) => it !== 'resume') as contract.MyTicket['moves'],
    mayRate: isDone(row) && !rating,
    score: rating?.score ?? null,
  }
}

async function named({ db, actor }: Ctx, id: string | null) {
  if (!id) return null
  const row = await db
    .selectFrom('tickets')
    .select(['id', 'number'])
    .where('id', '=', id)
    .where('requesterId', '=', actor.id)
    .executeTakeFirst()
  return row ?? null
}

/** Whose side the caller is on: one address of a ticket serves both. */
export async function readSide(ctx: Ctx, { ticketId }: OneTicket) {
  const row = await ctx.db
    .selectFrom('tickets')
    .select('requesterId')
    .where('id', '=', ticketId)
    .executeTakeFirst()
  if (row?.requesterId === ctx.actor.id) return { side: 'client' } as const
  if (!row || !ctx.actor.permissions.has('tickets.work')) throw NotFound()
  return { side: 'agent' } as const
}

export async function closeMyTicket(ctx: Ctx, { ticketId }: OneTicket) {
  await moveTicket(ctx, await lockedMine(ctx, ticketId), 'close', 'client')
  return readMyTicket(ctx, { ticketId })
}

export async function cancelMyTicket(ctx: Ctx, { ticketId }: OneTicket) {
  await moveTicket(ctx, await lockedMine(ctx, ticketId), 'cancel', 'client')
  return readMyTicket(ctx, { ticketId })
}

// ── are you content? ────────────────────────────────────────────────────────────────────────────

export const ratingOf = ({ db }: Ctx, ticketId: string) =>
  db
    .selectFrom('ticketRatings')
    .select(['score', 'words', 'ratedAt'])
    .where('ticketId', '=', ticketId)
    .executeTakeFirst()

type Rating = z.output<(typeof contract.rateMyTicket)['input']>

/** One answer, which stays: the row's key is the ticket. */
export async function rateMyTicket(ctx: Ctx, { ticketId, score, words }: Rating) {
  const row = await lockedMine(ctx, ticketId)
  if (!isDone(row))
    throw WrongState({ state: row.state, allowed: ticketMachine.allowed(row.state, 'client') })
  const rating = { ticketId, score, words, ratedAt: ctx.now() }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'ticketRatings', rating)))
    throw contract.AlreadyRated()
  publish(ctx, row)
  return readMyTicket(ctx, { ticketId })
}
