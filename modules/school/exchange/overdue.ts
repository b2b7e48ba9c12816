import type { Context, OpenContext } from '#kernel/module.ts'
import type { ExchangeTables } from './tables.ts'
import { closeOverdue } from './transfers.ts'

/** More wait for the next run: one school never holds up the others. */
const AT_ONCE = 500

/** Every transfer in a transaction of its own: one that cannot be closed keeps none of the others open. */
export async function closeOverdueTransfers(ctx: OpenContext): Promise<void> {
  const errors: unknown[] = []
  for (const id of await ctx.transact(overdueIds)) {
    try {
      await ctx.transact((tx) => closeOverdue(tx, id))
    } catch (error) {
      errors.push(new Error(`transfer ${id} is overdue and cannot be closed`, { cause: error }))
    }
  }
  if (errors.length) throw new AggregateError(errors, errors.map(String).join('\n'))
}

async function overdueIds({ db, now }: Context<ExchangeTables>): Promise<string[]> {
  const rows = await db
    .selectFrom('exchangeTransfers')
    .select('id')
    .where('state', '=', 'pending')
    .where('expiresAt', '<=', now())
    .orderBy('expiresAt')
    .limit(AT_ONCE)
    .execute()
  return rows.map(({ id }) => id)
}
