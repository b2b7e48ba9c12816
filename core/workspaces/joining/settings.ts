/** How people come in; without a choice, by invitation. */
import type { Context } from '#kernel/module.ts'
import { upsert } from '#kernel/data/write.ts'
import type { WorkspaceTables } from '../tables.ts'
import { JoiningClosed } from '../contract.ts'
import type { JoiningRules } from './contract.ts'

type Ctx = Context<WorkspaceTables>
const ID = 'rules'

export async function joiningOf({ db }: Pick<Ctx, 'db'>): Promise<JoiningRules> {
  const row = await db
    .selectFrom('joiningRules')
    .select(['mode', 'mailDomains'])
    .where('id', '=', ID)
    .executeTakeFirst()
  return row ?? { mode: 'invitation', mailDomains: [] }
}

export async function changeJoining(ctx: Ctx, rules: JoiningRules): Promise<JoiningRules> {
  const { db, dialect, now, audit } = ctx
  const chosen = { mode: rules.mode, mailDomains: [...new Set(rules.mailDomains)] }
  await upsert(db, dialect, 'joiningRules', { id: ID, ...chosen, changedAt: now() }, ['id'])
  await audit('joining.changed', ID, { mode: chosen.mode, domains: chosen.mailDomains.join() })
  return chosen
}

/** An invitation into a closed workspace would promise what is not kept. */
export async function refuseWhereClosed(ctx: Ctx): Promise<void> {
  if ((await joiningOf(ctx)).mode === 'closed') throw JoiningClosed()
}
