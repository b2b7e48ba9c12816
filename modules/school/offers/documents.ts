/** What may be found of offers: who can do what, as everybody in the exchange may read it. */
import { indexDocument } from '#core/search/api.ts'
import type { Context, DocumentKind } from '#kernel/module.ts'
import type { ExchangeTables } from '../exchange/tables.ts'

type Ctx = Context<ExchangeTables>

export const OFFER_DOCUMENT = 'school.offer'

export const offerDocuments: DocumentKind = {
  text: 'offers.document',
  may: 'exchange.read',

  async read({ db }: Ctx, ids) {
    const rows = await db
      .selectFrom('exchangeOffers')
      .innerJoin('exchangeAccounts', 'exchangeAccounts.memberId', 'exchangeOffers.ownerId')
      .select(['exchangeOffers.id', 'title', 'description', 'name'])
      .where('exchangeOffers.id', 'in', [...ids])
      .where('state', '=', 'active')
      .where('active', '=', true)
      .execute()
    return rows.map(({ id, title, description, name }) => ({
      id,
      title: `${title} · ${name}`,
      text: description || title,
      path: `/exchange/offers/${id}` as const,
    }))
  },

  list: ({ db }: Ctx, after, limit) =>
    db
      .selectFrom('exchangeOffers')
      .select(['id', 'title', 'description as text'])
      .where('state', '<>', 'archived')
      .$if(after !== null, (query) => query.where('id', '>', after!))
      .orderBy('id')
      .limit(limit)
      .execute(),
}

type Written = { id: string; title: string; description: string }

export const indexOffer = (ctx: Context, { id, title, description }: Written) =>
  indexDocument(ctx, OFFER_DOCUMENT, { id, title, text: description })
