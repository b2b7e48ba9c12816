/** What agents see of tickets: one with all that belongs to it. */
import { workingHours } from '#core/calendar/api.ts'
import { type WorkingHours, workingTimeBetween } from '#core/calendar/contract.ts'
import { visitorsAmong } from '#core/messaging/api.ts'
import { memberNames } from '#core/workspaces/api.ts'
import { NotFound } from '#kernel/contract.ts'
import type { Ctx } from './clock.ts'
import type { Ticket } from './contract.ts'
import { linksOf } from './links.ts'
import { ratingOf } from './mine.ts'
import type { OneTicket } from './moves.ts'
import { ticketMachine } from './rules.ts'
import type { TicketRow } from './tables.ts'

type Names = ReadonlyMap<string, string>

function promised(
  hours: WorkingHours,
  now: Date,
  { dueAt, doneAt, lateAt }: { dueAt: Date | null; doneAt: Date | null; lateAt: Date | null },
) {
  const isLate = lateAt !== null || (dueAt !== null && dueAt < now)
  const leftMs =
    dueAt && workingTimeBetween(hours, now, dueAt) - workingTimeBetween(hours, dueAt, now)
  return { dueAt, doneAt, isLate, leftMs }
}

type Visitors = Awaited<ReturnType<typeof visitorsAmong>>

/** A visitor has a name, and no page. */
function askerOf({ requesterId, visitorId }: TicketRow, names: Names, visitors: Visitors) {
  const known = visitorId ? visitors.get(visitorId) : undefined
  if (!known) return { ...person(requesterId, names), visitor: null }
  return { id: null, name: known.name, visitor: { isVerified: known.isVerified } }
}

const person = (id: string | null, names: Names) => ({ id, name: (id && names.get(id)) || null })

function lineOf(
  row: TicketRow,
  tags: readonly string[],
  names: Names,
  visitors: Visitors,
  hours: WorkingHours,
  now: Date,
) {
  const { firstDueAt, firstAnswerAt, firstLateAt, resolveDueAt, resolvedAt, resolveLateAt } = row
  const first = { dueAt: firstDueAt, doneAt: firstAnswerAt, lateAt: firstLateAt }
  const resolution = { dueAt: resolveDueAt, doneAt: resolvedAt, lateAt: resolveLateAt }
  return {
    ...row,
    requester: askerOf(row, names, visitors),
    assignee: row.assigneeId ? person(row.assigneeId, names) : null,
    tags: [...tags],
    first: promised(hours, now, first),
    resolution: promised(hours, now, resolution),
  }
}

export async function linesOf(ctx: Ctx, rows: readonly TicketRow[]) {
  const ids = rows.map(({ id }) => id)
  const people = rows.flatMap((it) => [it.requesterId, it.assigneeId]).filter((it) => it !== null)
  const names = await memberNames(ctx, [...new Set(people)])
  const visitors = await visitorsAmong(
    ctx,
    rows.flatMap((it) => it.visitorId ?? []),
  )
  const tags = await tagsOf(ctx, ids)
  const hours = await workingHours(ctx)
  return rows.map((row) => lineOf(row, tags.get(row.id) ?? [], names, visitors, hours, ctx.now()))
}

async function tagsOf({ db }: Ctx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (ids.length === 0) return found
  const rows = await db
    .selectFrom('ticketTags')
    .selectAll()
    .where('ticketId', 'in', ids)
    .orderBy('tag')
    .execute()
  for (const { ticketId, tag } of rows) found.set(ticketId, [...(found.get(ticketId) ?? []), tag])
  return found
}

export async function readTicket(ctx: Ctx, { ticketId }: OneTicket) {
  const row = await ctx.db
    .selectFrom('tickets')
    .selectAll()
    .where('id', '=', ticketId)
    .executeTakeFirst()
  if (!row) throw NotFound()
  const [line] = await linesOf(ctx, [row])
  const moves = ticketMachine.allowed(row.state, 'agent') as Ticket['moves']
  return {
    ...line!,
    conversationId: row.erasedAt ? null : row.conversationId,
    links: await linksOf(ctx, ticketId),
    steps: await stepsOf(ctx, row, line!.requester.name),
    duplicateOf: await one(ctx, row.duplicateOfId),
    duplicates: await duplicatesOf(ctx, ticketId),
    follows: await one(ctx, row.followsId),
    rating: (await ratingOf(ctx, ticketId)) ?? null,
    moves,
  }
}

const isAnswer = (what: string) => what === 'resume' || what === 'reopen'
const MOST_STEPS = 200

/** What a visitor's answer moved was moved by nobody of the house: it bears their name. */
async function stepsOf(ctx: Ctx, { id: ticketId, visitorId }: TicketRow, asker: string | null) {
  const rows = await ctx.db
    .selectFrom('ticketSteps')
    .selectAll()
    .where('ticketId', '=', ticketId)
    .orderBy('place', 'desc')
    .limit(MOST_STEPS)
    .execute()
  const assigned = rows.flatMap((it) => (it.what === 'assigned' ? (it.detail ?? []) : []))
  const people = [...rows.flatMap((it) => it.memberId ?? []), ...assigned]
  const names = await memberNames(ctx, [...new Set(people)])
  return rows.map(({ id, what, memberId, detail, at }) => ({
    id,
    what,
    who: (memberId ? names.get(memberId) : visitorId && isAnswer(what) && asker) || null,
    detail: what === 'assigned' ? ((detail && names.get(detail)) ?? null) : detail,
    at,
  }))
}

const others = ({ db }: Ctx) => db.selectFrom('tickets').select(['id', 'number', 'title', 'state'])

async function one(ctx: Ctx, id: string | null) {
  return id ? ((await others(ctx).where('id', '=', id).executeTakeFirst()) ?? null) : null
}

const duplicatesOf = (ctx: Ctx, ticketId: string) =>
  others(ctx).where('duplicateOfId', '=', ticketId).orderBy('number').limit(50).execute()
