/** What may be found of needs: who looks for which help, while they look. */
import { indexDocument } from '#core/search/api.ts'
import type { Context, DocumentKind } from '#kernel/module.ts'
import type { Ctx } from './needs.ts'

export const NEED_DOCUMENT = 'school.need'

export const needDocuments: DocumentKind = {
  text: 'needs.document',
  may: 'exchange.read',

  async read({ db }: Ctx, ids) {
    const rows = await db
      .selectFrom('needs')
      .innerJoin('exchangeAccounts', 'exchangeAccounts.memberId', 'needs.ownerId')
      .select(['needs.id', 'title', 'description', 'name'])
      .where('needs.id', 'in', [...ids])
      .where('state', '=', 'open')
      .where('active', '=', true)
      .execute()
    return rows.map(({ id, title, description, name }) => ({
      id,
      title: `${title} · ${name}`,
      text: description || title,
      path: `/exchange/needs/${id}` as const,
    }))
  },

  list: ({ db }: Ctx, after, limit) =>
    db
      .selectFrom('needs')
      .select(['id', 'title', 'description as text'])
      .where('state', 'in', ['open', 'matched', 'expired'])
      .$if(after !== null, (query) => query.where('id', '>', after!))
      .orderBy('id')
      .limit(limit)
      .execute(),
}

type Written = { id: string; title: string; description: string }

export const indexNeed = (ctx: Context, { id, title, description }: Written) =>
  indexDocument(ctx, NEED_DOCUMENT, { id, title, text: description })
