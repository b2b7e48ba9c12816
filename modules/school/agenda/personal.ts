/** What the agenda knows of a person. Nobody needs to remember a week or a meeting of who has gone. */
import type { Context, Personal } from '#kernel/module.ts'
import { memberIdOf } from '../exchange/personal.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import { slotsIn } from './rules.ts'
import type { AgendaTables } from './tables.ts'

type Ctx = Context<AgendaTables & ExchangeTables>

export const personal: Personal & { tables: readonly string[] } = {
  tables: ['agendaWeeks', 'agendaAbsences', 'agendaAppointments'],

  async gather(ctx: Ctx, accountId) {
    const memberId = await memberIdOf(ctx, accountId)
    if (!memberId) return {}
    const { db } = ctx
    const week = db.selectFrom('agendaWeeks').selectAll().where('memberId', '=', memberId)
    const absences = db
      .selectFrom('agendaAbsences')
      .select(['fromDay', 'untilDay'])
      .where('memberId', '=', memberId)
    const appointments = db
      .selectFrom('agendaAppointments')
      .select(['title', 'startsAt', 'minutes', 'place', 'message', 'state', 'proposerId'])
      .where(({ or, eb }) => or([eb('proposerId', '=', memberId), eb('receiverId', '=', memberId)]))
    const { slots = 0, note = '' } = (await week.executeTakeFirst()) ?? {}
    return {
      week: { slots: slotsIn(slots), note },
      absences: await absences.orderBy('fromDay').execute(),
      appointments: await appointments.orderBy('startsAt').execute(),
    }
  },

  async forget(ctx: Ctx, accountId) {
    const memberId = await memberIdOf(ctx, accountId)
    if (!memberId) return
    const { db } = ctx
    await db.deleteFrom('agendaWeeks').where('memberId', '=', memberId).execute()
    await db.deleteFrom('agendaAbsences').where('memberId', '=', memberId).execute()
    await db
      .deleteFrom('agendaAppointments')
      .where(({ or, eb }) => or([eb('proposerId', '=', memberId), eb('receiverId', '=', memberId)]))
      .execute()
  },
}
