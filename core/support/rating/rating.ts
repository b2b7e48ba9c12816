/** Asks a visitor how content they are, once their ticket is closed, and takes the answer of the link. */
import type * as z from 'zod/mini'
import { queueMail } from '#core/mail/api.ts'
import { visitorsAmong } from '#core/messaging/api.ts'
import { NotFound, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { JobRun, OpenContext } from '#kernel/module.ts'
import type { Ctx } from '../tickets/clock.ts'
import { ratingOf } from '../tickets/mine.ts'
import { lockedTicket, publish } from '../tickets/moves.ts'
import { AlreadyRated } from '../tickets/contract.ts'
import { isDone, ticketMachine } from '../tickets/rules.ts'
import type { TicketRow } from '../tickets/tables.ts'
import type * as contract from './contract.ts'
import { ratingMail } from './emails.ts'
import { ratingPage, ratingToken, ticketOfToken } from './link.ts'

/** Nobody is written to at an address that was only typed. */
export async function askRating(
  open: OpenContext,
  { ticketId }: { ticketId: string },
  { jobId }: JobRun,
): Promise<void> {
  const { workspace: house } = open
  const url = ratingPage(open, ratingToken(open, ticketId, open.now()))
  await open.transact(async (ctx: Ctx) => {
    const { visitorId, state, number, title } = await lockedTicket(ctx, ticketId)
    if (!visitorId || state !== 'closed' || (await ratingOf(ctx, ticketId))) return
    const visitor = (await visitorsAmong(ctx, [visitorId])).get(visitorId)
    if (!visitor?.isVerified) return
    const { language, name, email: to } = visitor
    const mail = ratingMail({ language, name, number, title, house, url })
    await queueMail(ctx, { id: jobId, to, locale: language, ...mail })
  })
}

/** What the link leads to; of a visitor who was erased there is nothing any more. */
async function asked(ctx: Ctx, ticketId: string): Promise<TicketRow> {
  const row = await lockedTicket(ctx, ticketId)
  if (!row.visitorId) throw NotFound()
  return row
}

async function shown(ctx: Ctx, { id, number, title, resolvedAt }: TicketRow) {
  const score = (await ratingOf(ctx, id))?.score ?? null
  return { house: ctx.workspace.name, number, title, resolvedAt, score }
}

export function readAskedRating(open: OpenContext, { token }: { token: string }) {
  const ticketId = ticketOfToken(open, token, open.now())
  return open.transact(async (ctx: Ctx) => shown(ctx, await asked(ctx, ticketId)))
}

type Rating = z.output<(typeof contract.rateByLink)['input']>

/** One answer, as in the application: the row's key is the ticket. */
export function rateByLink(open: OpenContext, { token, score, words }: Rating) {
  const ticketId = ticketOfToken(open, token, open.now())
  return open.transact(async (ctx: Ctx) => {
    const row = await asked(ctx, ticketId)
    if (await ratingOf(ctx, ticketId)) throw AlreadyRated()
    if (!isDone(row))
      throw WrongState({ state: row.state, allowed: ticketMachine.allowed(row.state, 'client') })
    const rating = { ticketId, score, words, ratedAt: ctx.now() }
    if (!(await insertIgnore(ctx.db, ctx.dialect, 'ticketRatings', rating))) throw AlreadyRated()
    publish(ctx, row)
    return shown(ctx, row)
  })
}
