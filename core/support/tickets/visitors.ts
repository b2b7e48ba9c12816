/** Tickets of people outside: made by an agent of a conversation in the visitors' queue, which becomes the ticket's own. */
import type * as z from 'zod/mini'
import { takeUpQueued, visitorsAmong } from '#core/messaging/api.ts'
import type { visitorConversationErased } from '#core/messaging/visitors/contract.ts'
import { withdrawAbout } from '#core/notifications/api.ts'
import { KeyReused, NotFound } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import type { Ctx } from './clock.ts'
import * as contract from './contract.ts'
import { ABOUT, pathOf } from './conversation.ts'
import { lockedTicket, moveTicket, publish } from './moves.ts'
import { aboutTicket } from './notices.ts'
import { keepTicket, startTicket } from './opening.ts'
import { readTicket } from './reading.ts'
import { livingStates } from './rules.ts'
import type { TicketRow } from './tables.ts'

type Making = z.output<(typeof contract.openTicketOfVisitor)['input']>

/** What was said before is heard: the clock runs from now, and the next answer of the house is the first. */
export async function openTicketOfVisitor(ctx: Ctx, { queuedId, id, ...asked }: Making) {
  if (!ctx.actor.permissions.has('visitors.answer')) throw NotFound()
  const ticketId = id ?? newId(ctx.now().getTime())
  const taken = await takeUpQueued(ctx, queuedId, {
    kind: ABOUT,
    id: ticketId,
    path: pathOf(ticketId),
  })
  if (!taken) throw contract.IsTicketAlready()
  const { conversationId, visitorId, lastSeq } = taken
  const facts = { ...asked, conversationId, visitorId, source: 'visitor', heardSeq: lastSeq }
  const row = await keepTicket(ctx, { ...facts, id: ticketId, requesterId: null })
  if (!row) throw KeyReused()
  await startTicket(ctx, row)
  return readTicket(ctx, { ticketId })
}

type Asker = Pick<TicketRow, 'requesterId' | 'visitorId'>

/** The same member; or a visitor who proved the same address for both. Of people who were erased nothing is known. */
export async function isSameAsker(ctx: Ctx, one: Asker, other: Asker): Promise<boolean> {
  if (one.requesterId) return one.requesterId === other.requesterId
  if (!one.visitorId || !other.visitorId) return false
  const known = await visitorsAmong(ctx, [one.visitorId, other.visitorId])
  const [a, b] = [known.get(one.visitorId), known.get(other.visitorId)]
  return Boolean(a?.isVerified && b?.isVerified && a.address === b.address)
}

type Erased = z.output<(typeof visitorConversationErased)['payload']>

/** The visitor's words are gone: of the ticket stay its number and its times. Safe to repeat. */
export async function eraseTicket(ctx: Ctx, { aboutKind, aboutId }: Erased): Promise<void> {
  if (aboutKind !== ABOUT || aboutId === null) return
  const { db, now } = ctx
  const set = { title: '', folded: '', category: 'general' as const, visitorId: null }
  const row = await lockedTicket(ctx, aboutId)
  if (row.erasedAt) return
  await db
    .updateTable('tickets')
    .set({ ...set, erasedAt: now() })
    .where('id', '=', row.id)
    .execute()
  await db.deleteFrom('ticketTags').where('ticketId', '=', row.id).execute()
  await db.deleteFrom('ticketLinks').where('ticketId', '=', row.id).execute()
  await db.updateTable('ticketRatings').set({ words: '' }).where('ticketId', '=', row.id).execute()
  const erased = { ...row, ...set, erasedAt: now() }
  const isLiving = (livingStates as readonly string[]).includes(row.state)
  if (isLiving) await moveTicket(ctx, erased, 'cancel', 'client', { by: null })
  else publish(ctx, erased)
  // After the move: what it tells names nothing, what was told before named the title.
  await withdrawAbout(ctx, aboutTicket(row))
}
