/** A ticket's way through its states; each move sets the clock, writes the history and tells who has to know. */
import type * as z from 'zod/mini'
import { NotFound, WrongState } from '#kernel/contract.ts'
import type { MoveOf } from '#kernel/machine.ts'
import { move } from '#kernel/transition.ts'
import { type Ctx, setClock, startClock, stopClock } from './clock.ts'
import * as contract from './contract.ts'
import { closeConversation, openConversationAgain } from './conversation.ts'
import { tellMoved } from './notices.ts'
import { ratingDue } from '../rating/contract.ts'
import { ticketMachine } from './rules.ts'
import { keepStep } from './steps.ts'
import type { TicketRow } from './tables.ts'

export type Move = MoveOf<typeof ticketMachine>
export type By = 'client' | 'agent' | 'system'

/** Held until the transaction ends: whatever happens to a ticket happens one after the other. */
export async function lockedTicket({ db, locked }: Ctx, ticketId: string): Promise<TicketRow> {
  const row = await locked(
    db.selectFrom('tickets').selectAll().where('id', '=', ticketId),
  ).executeTakeFirst()
  if (!row) throw NotFound()
  return row
}

type More = { set?: Partial<TicketRow>; detail?: string | null; by?: string | null }

/** The caller holds the ticket. */
export async function moveTicket(
  ctx: Ctx,
  row: TicketRow,
  name: Move,
  who: By,
  { set = {}, ...step }: More = {},
): Promise<void> {
  const at = ctx.now()
  const dates = {
    resolve: { resolvedAt: at },
    close: { closedAt: at },
    reopen: { resolvedAt: null, closedAt: null },
  }
  const more = name in dates ? dates[name as keyof typeof dates] : {}
  const columns = { ...more, ...set, updatedAt: at }
  await move(ctx, 'tickets', row.id, ticketMachine, name, { by: who, set: columns })
  if (name !== 'take' && name !== 'close') await startClock(ctx, row.id)
  if (name === 'wait') await stopClock(ctx, row.id, 'waiting')
  if (name === 'resolve') await stopClock(ctx, row.id, 'resolved')
  await keepStep(ctx, row.id, name, who === 'system' ? { ...step, by: null } : step)
  if (name === 'close' || name === 'cancel') await closeConversation(ctx, row)
  if (name === 'reopen' && row.state === 'closed') await openConversationAgain(ctx, row)
  await setClock(ctx, row)
  await tellMoved(ctx, row, name)
  if (name === 'close' && row.visitorId) await ctx.emit(ratingDue, { ticketId: row.id })
  publish(ctx, row)
}

export function publish(ctx: Ctx, { id, requesterId }: Pick<TicketRow, 'id' | 'requesterId'>) {
  ctx.publish(contract.ticketsChanged, { ticketId: id })
  if (requesterId) ctx.publish(contract.myTicketsChanged, { ticketId: id }, requesterId)
}

/** Both at once: of two who take a ticket, the second finds it taken. */
export async function take(ctx: Ctx, row: TicketRow, agentId: string): Promise<void> {
  await moveTicket(ctx, row, 'take', 'agent', { set: { assigneeId: agentId }, by: agentId })
}

export function refuse({ state }: TicketRow, by: By): never {
  throw WrongState({ state, allowed: ticketMachine.allowed(state, by) })
}

export const isOver = ({ state }: Pick<TicketRow, 'state'>): boolean =>
  state === 'closed' || state === 'cancelled'

export type OneTicket = z.output<typeof contract.readTicket.input>
