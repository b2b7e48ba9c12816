/** When a workspace works; without a choice, the usual hours with the holidays of its country. */
import type * as z from 'zod/mini'
import { upsert } from '#kernel/data/write.ts'
import type { Context } from '#kernel/module.ts'
import type { HoursChange } from './contract.ts'
import { usualHours, type WorkingHours } from './rules.ts'
import type { CalendarTables } from './tables.ts'

type Ctx = Context<CalendarTables>
const ID = 'hours'

export async function workingHours({ db, workspace }: Context): Promise<WorkingHours> {
  const row = await (db as Ctx['db'])
    .selectFrom('calendarHours')
    .select(['weekdays', 'opensAt', 'closesAt', 'country', 'closedDays'])
    .where('id', '=', ID)
    .executeTakeFirst()
  const { timeZone, locale } = workspace
  const country = locale === 'fr-FR' ? 'fr' : 'be'
  return { ...(row ?? { ...usualHours, country }), timeZone }
}

export const readHours = async (ctx: Ctx) => shown(await workingHours(ctx))

export async function changeHours(ctx: Ctx, asked: z.output<typeof HoursChange>) {
  const { db, dialect, now, audit } = ctx
  const sorted = {
    ...asked,
    weekdays: [...new Set(asked.weekdays)].toSorted((a, b) => a - b),
    closedDays: [...new Set(asked.closedDays)].toSorted(),
  }
  await upsert(db, dialect, 'calendarHours', { id: ID, ...sorted, changedAt: now() }, ['id'])
  const { opensAt, closesAt, country } = sorted
  await audit('calendar.changed', ID, { opensAt, closesAt, country: country ?? '' })
  return readHours(ctx)
}

const shown = ({ weekdays, closedDays, ...rest }: WorkingHours) => ({
  ...rest,
  weekdays: [...weekdays],
  closedDays: [...closedDays],
})
