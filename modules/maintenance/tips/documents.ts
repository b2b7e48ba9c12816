/** What may be found of tips: those that are published. */
import { indexDocument, unindexDocument } from '#core/search/api.ts'
import type { Context, DocumentKind } from '#kernel/module.ts'
import type { TipsTables } from './tables.ts'

type Ctx = Context<TipsTables>

export const TIP_DOCUMENT = 'maintenance.tip'

export const tipDocuments: DocumentKind = {
  text: 'tips.document',
  may: 'procedures.read',

  async read({ db }: Ctx, ids) {
    const rows = await db
      .selectFrom('tips')
      .select(['id', 'title', 'content as text'])
      .where('id', 'in', [...ids])
      .where('state', '=', 'published')
      .execute()
    return rows.map((it) => ({ ...it, path: `/tips/${it.id}` as const }))
  },

  list: ({ db }: Ctx, after, limit) =>
    db
      .selectFrom('tips')
      .select(['id', 'title', 'content as text'])
      .where('state', '=', 'published')
      .$if(after !== null, (query) => query.where('id', '>', after!))
      .orderBy('id')
      .limit(limit)
      .execute(),
}

type Written = { id: string; title: string; content: string }

export const indexTip = (ctx: Context, { id, title, content }: Written) =>
  indexDocument(ctx, TIP_DOCUMENT, { id, title, text: content })

export const unindexTip = (ctx: Context, id: string) => unindexDocument(ctx, TIP_DOCUMENT, id)
