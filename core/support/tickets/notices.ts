/** Who is told what of a ticket. Answers themselves are told by core/messaging. */
import { notify } from '#core/notifications/api.ts'
import { notice } from '#kernel/contract.ts'
import { agentsOf } from './agents.ts'
import type { Alarm, Ctx } from './clock.ts'
import type { Move } from './moves.ts'
import type { TicketRow } from './tables.ts'

type Named = { number: number; title: string }
const forAgents = { group: 'tickets.notices.agents', may: 'tickets.work' } as const
const forClients = { group: 'tickets.notices.mine' } as const

export const ticketOpened = notice<Named>('tickets/opened', {
  ...forAgents,
  mail: 'digest',
  words: { label: 'tickets.notice.opened', title: 'tickets.notice.opened-title' },
})
export const ticketAssigned = notice<Named>('tickets/assigned', {
  ...forAgents,
  words: { label: 'tickets.notice.assigned', title: 'tickets.notice.assigned-title' },
})
export const ticketReopened = notice<Named>('tickets/reopened', {
  ...forAgents,
  words: { label: 'tickets.notice.reopened', title: 'tickets.notice.reopened-title' },
})
export const ticketWarned = notice<Named>('tickets/nearly-late', {
  ...forAgents,
  type: 'warning',
  priority: 'high',
  words: { label: 'tickets.notice.warned', title: 'tickets.notice.warned-title' },
})
export const ticketLate = notice<Named>('tickets/late', {
  ...forAgents,
  type: 'error',
  priority: 'high',
  mail: 'now',
  words: { label: 'tickets.notice.late', title: 'tickets.notice.late-title' },
})
export const ticketResolved = notice<Named>('tickets/resolved', {
  ...forClients,
  type: 'success',
  words: {
    label: 'tickets.notice.resolved',
    title: 'tickets.notice.resolved-title',
    body: 'tickets.notice.resolved-body',
    action: 'tickets.notice.resolved-action',
  },
})
export const ticketCancelled = notice<Named>('tickets/cancelled', {
  ...forClients,
  words: { label: 'tickets.notice.cancelled', title: 'tickets.notice.cancelled-title' },
})
export const notices = [
  ticketOpened,
  ticketAssigned,
  ticketReopened,
  ticketWarned,
  ticketLate,
  ticketResolved,
  ticketCancelled,
]

type Told = Pick<TicketRow, 'id' | 'number' | 'title' | 'requesterId' | 'assigneeId'>
const factsOf = ({ number, title }: Told): Named => ({ number, title })
export const aboutTicket = ({ id }: Pick<Told, 'id'>) => `ticket/${id}`

/** Who looks after it; while nobody does, everybody who answers. */
async function tellAgents(
  ctx: Ctx,
  row: Told,
  which: (typeof notices)[number],
  key: string,
  except: string | null = null,
): Promise<void> {
  const to = row.assigneeId ? [row.assigneeId] : (await agentsOf(ctx)).map(({ id }) => id)
  const told = {
    notice: which,
    key: `${row.id} ${key}`,
    about: aboutTicket(row),
    facts: factsOf(row),
  }
  const others = to.filter((it) => it !== row.requesterId)
  await notify(ctx, { ...told, to: others, except, path: `/tickets/${row.id}` })
}

export const tellOpened = (ctx: Ctx, row: Told) =>
  tellAgents(ctx, row, ticketOpened, 'opened', ctx.actor.id)

export async function tellAssigned(ctx: Ctx, row: Told): Promise<void> {
  await tellAgents(
    ctx,
    row,
    ticketAssigned,
    `${row.assigneeId} ${ctx.now().getTime()}`,
    ctx.actor.id,
  )
}

export const tellAlarm = (ctx: Ctx, row: TicketRow, alarm: Alarm) =>
  tellAgents(
    ctx,
    row,
    alarm === 'late' ? ticketLate : ticketWarned,
    // Once for each moment that was promised: after a pause there is another one.
    `${alarm} ${row.dueAt.getTime()}`,
  )

export async function tellMoved(ctx: Ctx, row: Told, move: Move): Promise<void> {
  const at = String(ctx.now().getTime())
  if (move === 'reopen') return tellAgents(ctx, row, ticketReopened, at)
  const which = { resolve: ticketResolved, cancel: ticketCancelled }[move as string]
  if (!which) return
  await notify(ctx, {
    notice: which,
    to: [row.requesterId],
    except: ctx.actor.id,
    key: `${row.id} ${at}`,
    about: aboutTicket(row),
    facts: factsOf(row),
    path: `/help/${row.id}`,
  })
}
