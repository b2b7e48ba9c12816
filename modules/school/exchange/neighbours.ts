/** Whom one can thank. */
import type * as z from 'zod/mini'
import { pageFrom, placeAfter } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import type { listNeighbours } from './contract.ts'
import { hasWords } from './search.ts'
import type { ExchangeTables } from './tables.ts'

type Ctx = Context<ExchangeTables>
type Asked = z.output<(typeof listNeighbours)['input']>

export async function neighbours(ctx: Ctx, { search = '', cursor, limit }: Asked) {
  const after = placeAfter(cursor)
  const rows = await ctx.db
    .selectFrom('exchangeAccounts')
    .select(['memberId as id', 'name', 'folded'])
    .select(({ selectFrom }) =>
      selectFrom('exchangeOffers')
        .select(({ fn }) => fn.countAll<number>().as('offers'))
        .whereRef('ownerId', '=', 'exchangeAccounts.memberId')
        .where('state', '=', 'active')
        .as('activeOffers'),
    )
    .where('active', '=', true)
    .where(({ and }) => and(hasWords('folded', search)))
    .$if(after !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or([
          eb('folded', '>', after!.by),
          and([eb('folded', '=', after!.by), eb('memberId', '>', after!.id)]),
        ]),
      ),
    )
    .orderBy('folded')
    .orderBy('memberId')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, ({ folded, id }) => ({ by: folded, id }))
  const items = page.map(({ id, name, activeOffers }) => ({
    id,
    name,
    activeOffers: activeOffers ?? 0,
    isMe: id === ctx.actor.id,
  }))
  return { items, next }
}
