/** What is promised for each priority. A change is a new version: what was promised before stays promised. */
import type * as z from 'zod/mini'
import type { Context } from '#kernel/module.ts'
import type { changeTargets as changing } from './contract.ts'
import { type Priority, priorities, type Target, usualTargets } from '../tickets/rules.ts'
import type { TicketTables } from '../tickets/tables.ts'

type Ctx = Context<TicketTables>

export async function targetsVersion({ db }: Ctx): Promise<number> {
  const { version } = await db
    .selectFrom('ticketTargets')
    .select(({ fn }) => fn.max<number | null>('version').as('version'))
    .executeTakeFirstOrThrow()
  return version ?? 0
}

const rowsOf = ({ db }: Ctx, version: number) =>
  db
    .selectFrom('ticketTargets')
    .select(['priority', 'firstHours', 'resolveDays', 'since'])
    .where('version', '=', version)
    .execute()

export async function targetOf(ctx: Ctx, version: number, priority: Priority): Promise<Target> {
  const rows = version === 0 ? usualTargets : await rowsOf(ctx, version)
  return rows.find((it) => it.priority === priority)!
}

export async function readTargets(ctx: Ctx) {
  const version = await targetsVersion(ctx)
  if (version === 0) return { version, since: null, targets: [...usualTargets] }
  const rows = await rowsOf(ctx, version)
  const targets = priorities.map((it) => rows.find(({ priority }) => priority === it)!)
  return { version, since: rows[0]!.since, targets }
}

export async function changeTargets(ctx: Ctx, { targets }: z.output<typeof changing.input>) {
  const { db, now, audit } = ctx
  const version = (await targetsVersion(ctx)) + 1
  const rows = priorities.map((priority) => {
    const found = targets.find((it) => it.priority === priority) ?? usual(priority)
    const { firstHours, resolveDays } = found
    return { version, priority, firstHours, resolveDays, since: now() }
  })
  await db.insertInto('ticketTargets').values(rows).execute()
  await audit('tickets.targets-changed', String(version))
  return readTargets(ctx)
}

const usual = (priority: Priority) => usualTargets.find((it) => it.priority === priority)!
