/** The clock's own acts: it warns, says what is late, and closes what was resolved a week ago. */
import type { OpenContext } from '#kernel/module.ts'
import { type Ctx, ring } from './clock.ts'
import { lockedTicket, moveTicket, publish } from './moves.ts'
import { tellAlarm } from './notices.ts'
import { CLOSE_AFTER_MS } from './rules.ts'
import { keepStep } from './steps.ts'

const AT_ONCE = 200

/** Each ticket in a transaction of its own: one that cannot be moved holds up none of the others. */
export async function watchTickets(open: Pick<OpenContext, 'transact'>): Promise<void> {
  for (const id of await open.transact(alarming)) await open.transact((ctx: Ctx) => alarm(ctx, id))
  for (const id of await open.transact(settled)) await open.transact((ctx: Ctx) => close(ctx, id))
}

const alarming = async ({ db, now }: Ctx) => {
  const query = db.selectFrom('tickets').select('id').where('alarmAt', '<=', now())
  return (await query.orderBy('alarmAt').limit(AT_ONCE).execute()).map(({ id }) => id)
}

async function alarm(ctx: Ctx, id: string): Promise<void> {
  const row = await lockedTicket(ctx, id)
  // It moved since it was looked for.
  if (row.alarmAt === null || row.alarmAt > ctx.now()) return
  const told = await ring(ctx, row)
  if (told === null) return
  if (told === 'late') await keepStep(ctx, id, 'late', { by: null })
  await tellAlarm(ctx, row, told)
  publish(ctx, row)
}

const longAgo = (now: Date) => new Date(now.getTime() - CLOSE_AFTER_MS)

const settled = async ({ db, now }: Ctx) => {
  const query = db
    .selectFrom('tickets')
    .select('id')
    .where('state', '=', 'resolved')
    .where('resolvedAt', '<=', longAgo(now()))
  return (await query.orderBy('resolvedAt').limit(AT_ONCE).execute()).map(({ id }) => id)
}

async function close(ctx: Ctx, id: string): Promise<void> {
  const row = await lockedTicket(ctx, id)
  const isDue = row.state === 'resolved' && row.resolvedAt! <= longAgo(ctx.now())
  if (isDue) await moveTicket(ctx, row, 'close', 'system')
}
