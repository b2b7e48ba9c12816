/** What waits for people in the school: asked before the module is switched off. */
import type { Context, Pending } from '#kernel/module.ts'
import type { DisputeRow } from '../disputes/tables.ts'
import type { ExchangeTables } from '../exchange/tables.ts'

type Ctx = Context<ExchangeTables & { disputes: DisputeRow }>

export async function unfinished({ db }: Ctx): Promise<Pending[]> {
  const transfers = await db
    .selectFrom('exchangeTransfers')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow()
  const disputes = await db
    .selectFrom('disputes')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('settledAt', 'is', null)
    .executeTakeFirstOrThrow()
  return [
    { what: 'school.pending.transfers', count: Number(transfers.count) },
    { what: 'school.pending.disputes', count: Number(disputes.count) },
  ].filter((it) => it.count > 0)
}
