/** When it is quiet, and whether the head looks first; without a choice, nights and weekends, and nobody looks. */
import { workingHours } from '#core/calendar/api.ts'
import { upsert } from '#kernel/data/write.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { type Rules, texter } from './contract.ts'
import { usualRules } from './rules.ts'
import type { AnnouncementTables } from './tables.ts'

type Ctx = Context<AnnouncementTables>
const ID = 'rules'

export async function rulesOf({ db }: Pick<Ctx, 'db'>): Promise<Rules> {
  const row = await db
    .selectFrom('announcementRules')
    .select(['quietFrom', 'quietUntil', 'quietWeekends', 'schoolCalendar', 'needsApproval'])
    .where('id', '=', ID)
    .executeTakeFirst()
  return row ?? { ...usualRules, schoolCalendar: null, needsApproval: false }
}

/** The rules, with the days of the workspace's calendar they are laid on. */
export async function quietOf(ctx: Ctx) {
  return { rules: await rulesOf(ctx), days: await workingHours(ctx) }
}

export async function readRules(open: OpenContext) {
  const smsProvider = open.client(texter)?.name ?? null
  return open.transact(async (ctx: Ctx) => ({
    ...(await rulesOf(ctx)),
    smsProvider,
    timeZone: ctx.workspace.timeZone,
  }))
}

export async function changeRules(ctx: Ctx, rules: Rules): Promise<Rules> {
  const row = { id: ID, ...rules, changedAt: ctx.now() }
  await upsert(ctx.db, ctx.dialect, 'announcementRules', row, ['id'])
  const { quietFrom, quietUntil, needsApproval } = rules
  await ctx.audit('announcements.rules-changed', ID, { quietFrom, quietUntil, needsApproval })
  return rules
}
