/** The charter that holds, found by its sentences in every language it was written in. */
import { indexDocument } from '#core/search/api.ts'
import type { Context, DocumentKind } from '#kernel/module.ts'
import { languageOf } from '#kernel/text.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import { charterOf } from './conditions.ts'
import type { CharterRow } from './tables.ts'

type Ctx = Context<ExchangeTables>

export const CHARTER_DOCUMENT = 'school.charter'

const wordsOf = ({ texts }: Pick<CharterRow, 'texts'>) => Object.values(texts).filter(Boolean)

export const charterDocuments: DocumentKind = {
  text: 'membership.charter-document',
  may: 'exchange.read',

  async read(ctx: Ctx, ids) {
    const charter = await charterOf(ctx)
    if (!charter || !ids.includes(String(charter.version))) return []
    const { texts, version } = charter as CharterRow
    const text = texts[languageOf(ctx.workspace.locale)] || wordsOf({ texts })[0] || ''
    const title =
      text
        .split('\n')
        .find(Boolean)
        ?.replace(/^#+\s*/, '')
        .slice(0, 120) ?? ''
    return [{ id: String(version), title, text, path: '/exchange/charter' as const }]
  },

  async list({ db }: Ctx, after, limit) {
    const rows = await db
      .selectFrom('charterVersions')
      .select(['version', 'texts'])
      .where('publishedAt', 'is not', null)
      .where('version', '>', Number(after ?? 0))
      .orderBy('version')
      .limit(limit)
      .execute()
    return rows.map((it) => ({ id: String(it.version), title: '', text: wordsOf(it).join('\n') }))
  },
}

export const indexCharter = (
  ctx: Context,
  { version, texts }: Pick<CharterRow, 'version' | 'texts'>,
) =>
  indexDocument(ctx, CHARTER_DOCUMENT, {
    id: String(version),
    title: '',
    text: wordsOf({ texts }).join('\n'),
  })
