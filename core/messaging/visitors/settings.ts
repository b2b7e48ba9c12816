/** Whether visitors may write, and for how long what they wrote is kept; without a choice, they may not. */
import type * as z from 'zod/mini'
import { NotFound } from '#kernel/contract.ts'
import { upsert } from '#kernel/data/write.ts'
import type { Context } from '#kernel/module.ts'
import type { VisitorRules } from './contract.ts'
import { KEPT_MONTHS } from './rules.ts'
import type { VisitorTables } from './tables.ts'

type Ctx = Context<VisitorTables>
type Rules = z.output<typeof VisitorRules>
const ID = 'rules'

export async function rulesOf({ db }: Pick<Ctx, 'db'>): Promise<Rules> {
  const row = await db
    .selectFrom('visitorRules')
    .select(['isOpen', 'keptMonths'])
    .where('id', '=', ID)
    .executeTakeFirst()
  return row ?? { isOpen: false, keptMonths: KEPT_MONTHS }
}

export async function changeRules(ctx: Ctx, rules: Rules): Promise<Rules> {
  const { db, dialect, now, audit } = ctx
  await upsert(db, dialect, 'visitorRules', { id: ID, ...rules, changedAt: now() }, ['id'])
  await audit('visitors.rules-changed', ID, rules)
  return rules
}

/** Where nobody receives, there is nothing here: not even the name of the house. */
export async function requireOpen(ctx: Ctx): Promise<void> {
  if (!(await rulesOf(ctx)).isOpen) throw NotFound()
}
