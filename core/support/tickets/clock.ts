/** The clock of a ticket: when it stands, what is due when, what was late. All of it follows from the ticket and its pauses. */
import { workingHours } from '#core/calendar/api.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import {
  dueOf,
  firstAllowed,
  NEVER_DUE,
  resolveAllowed,
  runningStates,
  type TicketState,
  WARNED_AFTER,
} from './rules.ts'
import type { TicketRow, TicketTables } from './tables.ts'
import { targetOf } from '../targets/targets.ts'

export type Ctx = Context<TicketTables>

const isRunning = (state: TicketState) => (runningStates as readonly string[]).includes(state)

export async function stopClock(
  { db, now }: Ctx,
  ticketId: string,
  reason: 'waiting' | 'resolved',
): Promise<void> {
  const at = now()
  await db
    .insertInto('ticketPauses')
    .values({ id: newId(at.getTime()), ticketId, reason, fromAt: at, untilAt: null })
    .execute()
}

export async function startClock({ db, now }: Ctx, ticketId: string): Promise<void> {
  await db
    .updateTable('ticketPauses')
    .set({ untilAt: now() })
    .where('ticketId', '=', ticketId)
    .where('untilAt', 'is', null)
    .execute()
}

type Side = { dueAt: Date | null; warnAt: Date | null }
const none: Side = { dueAt: null, warnAt: null }

/** What is due when, from the state, the priority and the pauses of now. The caller holds the ticket. */
async function dues(ctx: Ctx, row: TicketRow): Promise<{ first: Side; resolve: Side }> {
  if (!isRunning(row.state)) return { first: none, resolve: none }
  const hours = await workingHours(ctx)
  const target = await targetOf(ctx, row.targets, row.priority)
  const rows = await ctx.db
    .selectFrom('ticketPauses')
    .select(['fromAt', 'untilAt'])
    .where('ticketId', '=', row.id)
    .execute()
  const pauses = rows.map((it) => ({ fromAt: it.fromAt, untilAt: it.untilAt ?? ctx.now() }))
  const side = (allowedMs: number): Side => ({
    dueAt: dueOf(hours, row.openedAt, allowedMs, pauses),
    warnAt: dueOf(hours, row.openedAt, Math.round(allowedMs * WARNED_AFTER), pauses),
  })
  return {
    first: row.firstAnswerAt ? none : side(firstAllowed(target)),
    resolve: side(resolveAllowed(target, hours)),
  }
}

const isPast = (at: Date | null, now: Date): at is Date => at !== null && at < now
const earliest = (instants: readonly (Date | null)[]): Date | null =>
  instants.reduce((a, b) => (a && b ? (a < b ? a : b) : (a ?? b)), null)

/** Counts anew after anything that the clock depends on. What was missed until now stays missed. */
export async function setClock(ctx: Ctx, before: TicketRow): Promise<void> {
  const now = ctx.now()
  const row = await ctx.db
    .selectFrom('tickets')
    .selectAll()
    .where('id', '=', before.id)
    .executeTakeFirstOrThrow()
  const { first, resolve } = await dues(ctx, row)
  const firstLateAt = row.firstLateAt ?? (isPast(before.firstDueAt, now) ? before.firstDueAt : null)
  const resolveLateAt =
    row.resolveLateAt ?? (isPast(before.resolveDueAt, now) ? before.resolveDueAt : null)
  const firstWarnedAt = first.warnAt && first.warnAt > now ? null : row.firstWarnedAt
  const resolveWarnedAt = resolve.warnAt && resolve.warnAt > now ? null : row.resolveWarnedAt
  const alarmAt = earliest([
    firstWarnedAt ? null : first.warnAt,
    firstLateAt ? null : first.dueAt,
    resolveWarnedAt ? null : resolve.warnAt,
    resolveLateAt ? null : resolve.dueAt,
  ])
  const set = { firstLateAt, resolveLateAt, firstWarnedAt, resolveWarnedAt, alarmAt }
  await ctx.db
    .updateTable('tickets')
    .set({
      ...set,
      firstDueAt: first.dueAt,
      resolveDueAt: resolve.dueAt,
      dueAt: earliest([first.dueAt, resolve.dueAt]) ?? NEVER_DUE,
    })
    .where('id', '=', row.id)
    .execute()
}

export type Alarm = 'warned' | 'late'

/** What the clock has to tell of a ticket now, written down so that it is told once. The caller holds it. */
export async function ring(ctx: Ctx, row: TicketRow): Promise<Alarm | null> {
  const now = ctx.now()
  const { first, resolve } = await dues(ctx, row)
  const due = (at: Date | null) => at !== null && at <= now
  const set = {
    firstWarnedAt: row.firstWarnedAt ?? (due(first.warnAt) ? now : null),
    resolveWarnedAt: row.resolveWarnedAt ?? (due(resolve.warnAt) ? now : null),
    firstLateAt: row.firstLateAt ?? (due(first.dueAt) ? first.dueAt : null),
    resolveLateAt: row.resolveLateAt ?? (due(resolve.dueAt) ? resolve.dueAt : null),
  }
  const alarmAt = earliest([
    set.firstWarnedAt ? null : first.warnAt,
    set.firstLateAt ? null : first.dueAt,
    set.resolveWarnedAt ? null : resolve.warnAt,
    set.resolveLateAt ? null : resolve.dueAt,
  ])
  await ctx.db
    .updateTable('tickets')
    .set({ ...set, alarmAt })
    .where('id', '=', row.id)
    .execute()
  const isNew = (name: keyof typeof set) => row[name] === null && set[name] !== null
  if (isNew('firstLateAt') || isNew('resolveLateAt')) return 'late'
  return isNew('firstWarnedAt') || isNew('resolveWarnedAt') ? 'warned' : null
}
