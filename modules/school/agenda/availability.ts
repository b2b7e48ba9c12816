/** When somebody usually has time, and when not. */
import { wallTime } from '#core/calendar/contract.ts'
import { type Expression, type Kysely, sql, type SqlBool } from 'kysely'
import type * as z from 'zod/mini'
import { KeyReused, NotFound } from '#kernel/contract.ts'
import { insertIgnore, upsert } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { accountOf } from '../exchange/accounts.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import * as agenda from './contract.ts'
import { bitsOf, bitsOfDay, slotsIn } from './rules.ts'
import type { AgendaTables } from './tables.ts'

type Ctx = Context<AgendaTables & ExchangeTables>
type Db = Kysely<AgendaTables & ExchangeTables>

export async function readAvailability(ctx: Ctx, { memberId }: { memberId?: string | undefined }) {
  const { db, actor } = ctx
  const asked = memberId ?? actor.id
  const known = await db
    .selectFrom('exchangeAccounts')
    .select(['name', 'active'])
    .where('memberId', '=', asked)
    .executeTakeFirst()
  if (!known?.active) throw NotFound()
  const week = await weekOf(db, asked)
  return {
    member: { id: asked, name: known.name },
    isMine: asked === actor.id,
    slots: slotsIn(week?.slots ?? 0),
    note: week?.note ?? '',
    absences: await absencesOf(ctx, asked),
  }
}

const weekOf = (db: Db, memberId: string) =>
  db
    .selectFrom('agendaWeeks')
    .select(['slots', 'note'])
    .where('memberId', '=', memberId)
    .executeTakeFirst()

const absencesOf = (ctx: Ctx, memberId: string): Promise<agenda.Absence[]> =>
  ctx.db
    .selectFrom('agendaAbsences')
    .select(['id', 'fromDay', 'untilDay'])
    .where('memberId', '=', memberId)
    .where('untilDay', '>=', today(ctx))
    .orderBy('fromDay')
    .orderBy('id')
    .execute()

const today = ({ now, workspace }: Ctx) => wallTime(now(), workspace.timeZone).day

export async function changeAvailability(
  ctx: Ctx,
  { slots, note }: z.output<(typeof agenda.changeAvailability)['input']>,
) {
  const { memberId } = await accountOf(ctx, ctx.actor.id)
  const row = { memberId, slots: bitsOf(slots), note, updatedAt: ctx.now() }
  await upsert(ctx.db, ctx.dialect, 'agendaWeeks', row, ['memberId'])
  return readAvailability(ctx, {})
}

type NewAbsence = z.output<(typeof agenda.addAbsence)['input']>

export async function addAbsence(ctx: Ctx, { id, fromDay, untilDay }: NewAbsence) {
  if (untilDay < fromDay) throw agenda.EndsBeforeItBegins()
  const { db, dialect, now, locked } = ctx
  const { memberId } = await accountOf(ctx, ctx.actor.id)
  // One writer at a time for each member, so that the count holds.
  const mine = db.selectFrom('exchangeAccounts').selectAll().where('memberId', '=', memberId)
  await locked(mine).executeTakeFirst()
  if ((await absencesOf(ctx, memberId)).length >= agenda.MOST_ABSENCES)
    throw agenda.TooManyAbsences({ max: agenda.MOST_ABSENCES })
  const row = { id: id ?? newId(now().getTime()), memberId, fromDay, untilDay }
  if (!(await insertIgnore(db, dialect, 'agendaAbsences', row))) throw KeyReused()
  return readAvailability(ctx, {})
}

export async function removeAbsence(ctx: Ctx, { absenceId }: { absenceId: string }) {
  const removed = await ctx.db
    .deleteFrom('agendaAbsences')
    .where('id', '=', absenceId)
    .where('memberId', '=', ctx.actor.id)
    .executeTakeFirst()
  if (Number(removed.numDeletedRows) === 0) throw NotFound()
  return readAvailability(ctx, {})
}

/** A condition: some part of that day is among the week kept in `column`. */
export const isOn = (column: string, day: agenda.Weekday): Expression<SqlBool> =>
  sql<SqlBool>`(${sql.ref(column)} & ${sql.lit(bitsOfDay(day))}) <> 0`
