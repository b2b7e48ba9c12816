/** What others may point to in the exchange: a request for help about a transfer. */
import type { Context, Thing } from '#kernel/module.ts'
import type { ExchangeTables } from './tables.ts'

type Ctx = Context<ExchangeTables>

/** For its two parties; to everybody else it does not exist. */
const transfer: Thing = {
  async find({ db, actor }: Ctx, id) {
    const row = await db
      .selectFrom('exchangeTransfers')
      .select(['id', 'reason'])
      .where('id', '=', id)
      .where(({ or, eb }) => or([eb('payerId', '=', actor.id), eb('receiverId', '=', actor.id)]))
      .executeTakeFirst()
    return row && { title: row.reason, path: `/exchange/transfers/${row.id}` }
  },
}

export const things = { 'school.transfer': transfer }
